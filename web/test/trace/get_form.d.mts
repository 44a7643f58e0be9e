export function startGetForm(): Promise<{ url: string; close: () => Promise<void> }>;
