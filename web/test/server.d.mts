export function headers(nonce: string): Record<string, string>;
export function startServer(port?: number): Promise<{ url: string; close: () => Promise<void> }>;
