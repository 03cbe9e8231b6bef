import { arabicDigits } from '../../profiles/answers.ts'
import type { Cells } from './target.ts'

/** The 13 health regions of the Ministry of Public Health, which lists write in a column called "district" or "เขต". */
const HEALTH_REGION =
  /^(?:เขต\s*(?:สุขภาพ|บริการสุขภาพ|ตรวจราชการ)?(?:\s*ที่)?|health\s*(?:region|area|zone)|สคร\.?)\s*\d{1,2}$/i

/** Cells in which a health region is taken for no district. */
export function withoutHealthRegion(cells: Cells): Cells {
  const written = cells.district
  if (written === undefined || !HEALTH_REGION.test(arabicDigits(written).trim())) return cells
  return Object.fromEntries(Object.entries(cells).filter(([field]) => field !== 'district'))
}
