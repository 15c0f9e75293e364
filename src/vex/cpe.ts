/** Vendor, product and version of a CPE name, in the form of 2.2 or 2.3; what is empty stands for anything. */
function partsOf(cpe: string): readonly string[] {
  const fields = /^cpe:2\.3:/i.test(cpe) ? cpe.split(/(?<!\\):/).slice(3, 6) : cpe.split(':').slice(2, 5);
  return fields.map((field) => {
    const text = field.toLowerCase().replace(/\\(?=[^\\])/g, '');
    return text === '*' || text === '-' ? '' : text;
  });
}

/**
 * Whether a CPE name of a statement names what one names that was found: vendor and product are the same, and the version where the statement has
 * one. Edition and update are left aside: Red Hat writes repositories there.
 * Source: https://csrc.nist.gov/pubs/ir/7695/final.
 */
export function cpeCovers(said: string, found: string): boolean {
  const [vendor = '', product = '', version = ''] = partsOf(said);
  const [foundVendor = '', foundProduct = '', foundVersion = ''] = partsOf(found);
  if (vendor === '' || product === '' || vendor !== foundVendor || product !== foundProduct) return false;
  return version === '' || version === foundVersion;
}
