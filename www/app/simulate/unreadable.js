/** What cannot be read, in words. */
export class Unreadable extends Error {
  constructor(message, help) {
    super(message);
    this.help = help;
  }
}
