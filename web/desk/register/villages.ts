import { arabicDigits } from '../../../profiles/answers.ts'

/** The code of a village by its number as typed, Thai digits too; that of the subdistrict where the number is not told. */
export function areaOfVillage(subdistrict: string, typed: string): string {
  const number = arabicDigits(typed).trim()
  return /^[1-9]\d?$|^0[1-9]$/.test(number) ? `${subdistrict}${number.padStart(2, '0')}` : subdistrict
}
