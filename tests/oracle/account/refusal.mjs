/** An event that cannot be booked: by its code. */
export class Refusal extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}
