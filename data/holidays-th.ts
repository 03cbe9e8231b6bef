/** Days on which the state's offices are closed: 'YYYY-MM-DD' in Thailand. `certain: false` was not announced when this was written. */
export type Holiday = { date: string; th: string; en: string; certain: boolean }

const certain = (date: string, th: string, en: string): Holiday => ({ date, th, en, certain: true })
const uncertain = (date: string, th: string, en: string): Holiday => ({ date, th, en, certain: false })

/**
 * Where a deployment starts; its coordinators correct the list. The cabinet moves days, adds bridging days and gives a day
 * in lieu when a holiday falls on a weekend. Sources: NOTICES.md.
 */
export const holidaysOfThailand: readonly Holiday[] = [
  certain('2026-01-01', 'วันขึ้นปีใหม่', 'New Year’s Day'),
  certain('2026-01-02', 'วันหยุดราชการเพิ่มเป็นกรณีพิเศษ', 'Special holiday'),
  certain('2026-03-03', 'วันมาฆบูชา', 'Makha Bucha Day'),
  certain('2026-04-06', 'วันจักรี', 'Chakri Day'),
  certain('2026-04-13', 'วันสงกรานต์', 'Songkran'),
  certain('2026-04-14', 'วันสงกรานต์', 'Songkran'),
  certain('2026-04-15', 'วันสงกรานต์', 'Songkran'),
  certain('2026-05-04', 'วันฉัตรมงคล', 'Coronation Day'),
  uncertain('2026-05-13', 'วันพระราชพิธีพืชมงคล', 'Royal Ploughing Ceremony'),
  certain('2026-05-31', 'วันวิสาขบูชา', 'Visakha Bucha Day'),
  certain('2026-06-01', 'ชดเชยวันวิสาขบูชา', 'Visakha Bucha Day (in lieu)'),
  certain('2026-06-03', 'วันเฉลิมพระชนมพรรษาสมเด็จพระนางเจ้าฯ พระบรมราชินี', 'The Queen’s Birthday'),
  certain('2026-07-28', 'วันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระเจ้าอยู่หัว', 'The King’s Birthday'),
  certain('2026-07-29', 'วันอาสาฬหบูชา', 'Asanha Bucha Day'),
  certain('2026-07-30', 'วันเข้าพรรษา', 'Buddhist Lent Day'),
  certain('2026-08-12', 'วันแม่แห่งชาติ', 'Mother’s Day'),
  certain('2026-10-13', 'วันนวมินทรมหาราช', 'King Bhumibol Memorial Day'),
  certain('2026-10-23', 'วันปิยมหาราช', 'Chulalongkorn Day'),
  certain('2026-12-05', 'วันพ่อแห่งชาติ', 'Father’s Day'),
  certain('2026-12-07', 'ชดเชยวันพ่อแห่งชาติ', 'Father’s Day (in lieu)'),
  certain('2026-12-10', 'วันรัฐธรรมนูญ', 'Constitution Day'),
  certain('2026-12-31', 'วันสิ้นปี', 'New Year’s Eve'),
  certain('2027-01-01', 'วันขึ้นปีใหม่', 'New Year’s Day'),
  uncertain('2027-02-21', 'วันมาฆบูชา', 'Makha Bucha Day'),
  uncertain('2027-02-22', 'ชดเชยวันมาฆบูชา', 'Makha Bucha Day (in lieu)'),
  certain('2027-04-06', 'วันจักรี', 'Chakri Day'),
  certain('2027-04-13', 'วันสงกรานต์', 'Songkran'),
  certain('2027-04-14', 'วันสงกรานต์', 'Songkran'),
  certain('2027-04-15', 'วันสงกรานต์', 'Songkran'),
  certain('2027-05-04', 'วันฉัตรมงคล', 'Coronation Day'),
  uncertain('2027-05-20', 'วันวิสาขบูชา', 'Visakha Bucha Day'),
  certain('2027-06-03', 'วันเฉลิมพระชนมพรรษาสมเด็จพระนางเจ้าฯ พระบรมราชินี', 'The Queen’s Birthday'),
  uncertain('2027-07-18', 'วันอาสาฬหบูชา', 'Asanha Bucha Day'),
  uncertain('2027-07-19', 'วันเข้าพรรษา', 'Buddhist Lent Day'),
  uncertain('2027-07-20', 'ชดเชยวันอาสาฬหบูชา', 'Asanha Bucha Day (in lieu)'),
  certain('2027-07-28', 'วันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระเจ้าอยู่หัว', 'The King’s Birthday'),
  certain('2027-08-12', 'วันแม่แห่งชาติ', 'Mother’s Day'),
  certain('2027-10-13', 'วันนวมินทรมหาราช', 'King Bhumibol Memorial Day'),
  certain('2027-10-23', 'วันปิยมหาราช', 'Chulalongkorn Day'),
  uncertain('2027-10-25', 'ชดเชยวันปิยมหาราช', 'Chulalongkorn Day (in lieu)'),
  certain('2027-12-05', 'วันพ่อแห่งชาติ', 'Father’s Day'),
  uncertain('2027-12-06', 'ชดเชยวันพ่อแห่งชาติ', 'Father’s Day (in lieu)'),
  certain('2027-12-10', 'วันรัฐธรรมนูญ', 'Constitution Day'),
  certain('2027-12-31', 'วันสิ้นปี', 'New Year’s Eve'),
]
