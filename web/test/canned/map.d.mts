export function mapFile(): Buffer<ArrayBuffer>;
