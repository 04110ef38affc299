import { DatabaseUsers, type DatabaseUsersProps } from "../../modules/database-users";
import { type Synthesized, synth } from "../helpers";

export const props: DatabaseUsersProps = {
  environment: "shop",
  region: "eu-central-1",
  clusterName: "shop",
  privateCidrs: ["10.0.1.0/24"],
  host: "database.internal",
  port: 5433,
  databaseName: "shop",
  appUser: "owner_app",
  appSecretArn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:app",
  masterSecretArn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:master",
  secretKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1",
  dependsOn: [],
};

export const databaseUsers = (): Synthesized =>
  synth((stack) => void new DatabaseUsers(stack, "database-users", props));
