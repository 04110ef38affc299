import { figure } from "../../html/parts";
import { chapter } from "./chapter";

export const diagram = chapter({
  id: "diagram",
  title: "Architecture",
  lead: "What is where, and which traffic is allowed? Drawn from the synthesized resources, not from the environment file.",
  view: ({ drawings }) => drawings.architecture,
  render: figure,
});
