import { contract, text } from "../platform/contract";
import { always } from "./samples";

/** Field of an application's address: `flask-app` is `flask_app_url`. */
export const appField = (app: string): string => `${app.replaceAll("-", "_")}_url`;

/** The applications of an environment, by name: one address each. */
export const workloads = (apps: readonly string[]) =>
  contract(
    "workloads",
    Object.fromEntries(
      apps.map((app) => [
        appField(app),
        text(`Address of ${app} for its users`, always(`https://${app}.preview.invalid`)),
      ]),
    ),
  );
