import { ConnectionFault, type HttpAnswer } from '../../core/http.ts';

/** All that an answer brings. More than a limit, in bytes, is a fault that lasts. */
export async function bodyOf(answer: HttpAnswer, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of answer.body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limit) throw new ConnectionFault('lasting', `it answers with more than ${limit} bytes`);
    }
    return Buffer.concat(chunks);
  } finally {
    answer.discard();
  }
}
