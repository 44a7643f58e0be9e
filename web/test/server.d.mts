export function headers(nonce: string): Record<string, string>;
export function startServer(port?: number, reword?: (words: string) => string, options?: { kiosk?: boolean }): Promise<{ url: string; close: () => Promise<void> }>;
