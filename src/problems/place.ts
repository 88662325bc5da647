import { type Place, UserError } from './problem';

/** A whole text as the place of a problem. */
export function wholeOf(text: string): Place {
  return { text, start: 0, end: text.length };
}

/** A mistake at another place: where the user wrote what the code that found it never saw. What is no mistake of the user's stays. */
export function atPlace(error: unknown, place: Place): unknown {
  return error instanceof UserError ? new UserError(error.code, error.details, place) : error;
}

/**
 * Does work; a mistake in it is told at a place that may depend on the mistake, or as it is where there is none.
 * @throws UserError of the work, at the place
 */
export function tellAt<Result>(place: (error: UserError) => Place | undefined, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const found = error instanceof UserError ? place(error) : undefined;
    throw found === undefined ? error : atPlace(error, found);
  }
}
