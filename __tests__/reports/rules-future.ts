/**
 * Types that rules are about and no stack makes yet. Their faults are planted in small blocks put into a copy of the real
 * output. The tests fail when a type of this list is made: remove it here, and its faults are planted in the real blocks.
 */
export const FUTURE: readonly string[] = [
  "aws_ebs_volume",
  "aws_ecr_repository",
  "aws_ecr_repository_policy",
  "aws_instance",
  "aws_secretsmanager_secret",
];
