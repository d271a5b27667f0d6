/** Numbers connections, so that the call log can tell which calls came over one. */
export class Connections {
  #numbers = new WeakMap<object, number>();
  #last = 0;

  numberOf(socket: object): number {
    const known = this.#numbers.get(socket);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#numbers.set(socket, this.#last);
    return this.#last;
  }
}
