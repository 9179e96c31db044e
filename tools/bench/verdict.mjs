/** Prints the medians. @returns whether every target was reached */
export function printVerdict(results) {
  console.log('');
  const reached = results.map(({ name, ratio, target, goal, atLeast }) => {
    const isReached = atLeast ? ratio >= target : ratio <= target;
    const wanted = `${atLeast ? '≥' : '≤'} ${target.toFixed(1)}${goal === undefined ? '' : `, goal ${goal}`}`;
    console.log(`${isReached ? 'reached' : 'MISSED '}  ${name}: ${ratio.toFixed(2)} (${wanted})`);
    return isReached;
  });
  return reached.every(Boolean);
}
