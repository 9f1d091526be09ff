/** How many bytes a file is judged by before its rows are read. */
export const headBytes = 8192;

const longestChunk = 1024 * 1024;

/** The same bytes with a first chunk long enough to judge the file by, and none so long that its rows fill the memory. */
export async function* regroup(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (let chunk of chunks) {
    if (head !== undefined) {
      const joined: Uint8Array = new Uint8Array(head.length + chunk.length);
      joined.set(head);
      joined.set(chunk, head.length);
      head = joined.length < headBytes ? joined : undefined;
      if (head !== undefined) continue;
      chunk = joined;
    }
    for (let from = 0; from < chunk.length; from += longestChunk) yield chunk.subarray(from, from + longestChunk);
  }
  if (head !== undefined && head.length > 0) yield head;
}
