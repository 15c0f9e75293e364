/** Uses what is open, and closes it where that fails. */
export async function closedOnError<Result>(close: () => Promise<void>, use: () => Promise<Result>): Promise<Result> {
  try {
    return await use();
  } catch (error) {
    await close();
    throw error;
  }
}
