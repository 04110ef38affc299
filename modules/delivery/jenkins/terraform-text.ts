import { Token } from "cdktf";

/** Text that Terraform takes as it is: `${…}` and `%{…}` are not read as expressions. Tokens stay what they are. */
export const literally = (text: string): string =>
  Token.isUnresolved(text) ? text : text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
