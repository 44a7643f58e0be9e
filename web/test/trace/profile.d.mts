export function searchProfile(folder: string, words: string[]): Promise<{ hits: string[]; files: number; bytes: number }>;
