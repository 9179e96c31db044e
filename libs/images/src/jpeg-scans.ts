const startOfScan = Buffer.from([0xff, 0xda]);

/**
 * How often the marker that opens a scan occurs, counted to `limit` + 1 at most. Never less than the scans a
 * decoder will find, since coded data cannot contain the marker; a little more where metadata or an appended film
 * happens to hold the two bytes.
 */
export const countScans = (jpeg: Buffer, limit: number): number => {
  let scans = 0;
  let at = jpeg.indexOf(startOfScan);
  while (at !== -1 && scans <= limit) {
    scans += 1;
    at = jpeg.indexOf(startOfScan, at + startOfScan.length);
  }
  return scans;
};
