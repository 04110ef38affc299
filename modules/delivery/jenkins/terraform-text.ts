/** Text of this project's own files that Terraform takes as it is: `${…}` and `%{…}` are not read as expressions. */
export const literally = (text: string): string => text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
