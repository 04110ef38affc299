export { EncryptionKey, type EncryptionKeyProps, forLogGroups } from "./encryption-key";
