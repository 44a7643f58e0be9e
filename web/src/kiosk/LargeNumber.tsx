/** A number to read from afar or to write down, in groups, as one reads it out. */
export function LargeNumber({ number }: { number: string }) {
  return (
    <div className="large-number" dir="ltr">
      {number.split(/(?<=[-\s.])/).map((group, index) => (
        <bdi key={index}>{group}</bdi>
      ))}
    </div>
  );
}
