/**
 * Every threshold of the package, with its unit and its reason. The thresholds of findings were chosen on simulated
 * days (seeds 1 to 11) and are reported on other days, see `bench/spoil.ts`. A city changes them here, by a new version.
 */
export const limits = {
  /** Metres around a site's or receiver's point that count as inside: half of a large building site. */
  fenceMetres: 150,
  /** Metres beyond the fence that are still no place of its own: positions jump by some 50 metres between houses. */
  fenceMargin: 60,
  /** Tonnes above which a truck counts as loaded; an empty body shows up to 2 t of mud and sensor error. */
  loadedTonnes: 5,
  /** Tonnes by which the load has to fall within one stop; a load that only shifts moves the sensor by less. */
  fallTonnes: 4,
  /** Share of the load that has to fall: unloading a part on the way is a dump as well, noise is not. */
  fallShare: 0.3,
  /** Minutes after leaving a site loaded that a ticket may still come: phones in a pit send late. */
  ticketMinutes: 90,
  /** Metres beside the corridor: positions jump, and a street has a service lane. */
  corridorMetres: 300,
  /** Minutes beside the corridor before it counts as left; road works lead around a block in less. */
  corridorMinutes: 6,
  /** Minutes outside the hours allowed that are let pass: a queue at the gate. */
  hoursMinutes: 15,
  /** km/h below which a truck stands; positions of a standing truck drift by less. */
  standsBelow: 4,
  /** Metres within which a stop is the same stop. */
  stopMetres: 120,
  /** Minutes that a stop has to last where the load is not measured; meals and queues are shorter. */
  stopMinutes: 20,
  /** Minutes without the arrival after which a stop without a measured load is told. */
  closeMinutes: 240,
  /** Share above the permitted load: the error of a weighbridge (1 %) and wet soil on the body. */
  overload: 0.05,
  /** Share by which the quantity that arrives may differ: loosening and estimates by eye. */
  quantityShare: 0.1,
  /** Minutes more than twice the route's own time before the time does not fit. */
  lateMinutes: 60,
  /** Minutes between a truck's gate record and its ticket at one place, by the platform's clock or the phone's. */
  meetMinutes: 20,
  /** Minutes that a gate record waits for its ticket, and the reverse, before it is told: phones in a pit send late. */
  gateMinutes: 90,
  /** Minutes between a truck's position inside a place and a scan there. */
  insideMinutes: 10,
  /** Minutes of silence between two positions after which nobody knows where the load was tipped. */
  gapMinutes: 4,
  /** Metres a minute that no truck drives faster through a town (72 km/h on average); beyond, the camera misread the plate. */
  fastest: 1200,
  /** Minutes by which the clocks of a gate and of a truck's terminal may differ. */
  gateClock: 1,
  /** Minutes that tipping takes at least; a shorter stop is a traffic light. */
  tipMinutes: 4,
  /** Share by which a day's weighed tonnes and ticketed tonnes may differ: the camera misses one truck in seventy, quantities are judged by eye. */
  balanceShare: 0.08,
  /** Tonnes that this has to be at least: one truck that the camera missed is no imbalance. */
  balanceTonnes: 40,
  /** Hours after a day's end when it is summed up: late phones have sent by then. */
  balanceHours: 6,
  /** Minutes between a phone's clock and the platform's that are marked. */
  clockMinutes: 10,
  /** Minutes within which a second scan is the same scan. */
  scanMinutes: 30,
  /** Days before the end of a permit when it is told. */
  expiryDays: 30,
  /** Tonnes of a cubic metre, loose, by class: for what is weighed against what is said in cubic metres. */
  tonnes: { 工程渣土: 1.6, 工程泥浆: 1.2, 工程垃圾: 1.4, 拆除垃圾: 1.5, 装修垃圾: 1.1 },
  /** Kilometres between supply and demand beyond which hauling costs more than the soil is worth. */
  pairKilometres: 30,
  /** Days of a shared period that a pair needs at least. */
  pairDays: 3,
  /** Cubic metres below which a pair is not worth a contract. */
  pairLeast: 500,
}

/** Ways of using what arrives that count as resource use; 消纳填埋 does not. */
export const uses = ['土方平衡', '矿坑修复', '环境治理', '烧结制品', '回填利用']

/** What is found, how grave (1 to 4: blue, yellow, orange, red), and how it is called. */
export const kinds = {
  'no-ticket': { severity: 3, title: '无联单运输' },
  'gate-no-ticket': { severity: 2, title: '有过磅抓拍记录、无联单' },
  'ticket-no-gate': { severity: 2, title: '有联单、无过磅抓拍记录' },
  reused: { severity: 3, title: '一单多用' },
  'wrong-destination': { severity: 3, title: '未到约定地点卸土' },
  'route-left': { severity: 2, title: '偏离核定路线' },
  'hours-broken': { severity: 1, title: '超出准运时段' },
  dump: { severity: 4, title: '疑似途中倾倒' },
  overload: { severity: 2, title: '超载' },
  capacity: { severity: 3, title: '超出消纳容量' },
  quota: { severity: 3, title: '超出核准处置量' },
  balance: { severity: 3, title: '日物料不平衡' },
  expiry: { severity: 1, title: '证件到期' },
}
