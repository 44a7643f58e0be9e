export const pages: readonly { name: string; says: string; touches: readonly string[] }[];
