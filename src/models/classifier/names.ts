import type { Jieba } from '@node-rs/jieba'

/**
 * The rule that keeps people out of a model that ships:
 *  1. a term must stand in `minMessages` (eight as shipped) different messages; copies count once;
 *  2. digits never become terms, so neither phone, identity-card nor plate numbers do (see text.ts);
 *  3. a term that in at least half of its messages shows two or more characters of a person's name is left
 *     out. A name is a word that the cutter's dictionary tags `nr` and that starts with a surname, an
 *     unknown word of two or three characters that starts with a surname, or a surname with a form of address
 *     (王某, 李先生, 张老师).
 * What passes is vocabulary; no resident's sentence can be put together from it.
 */
export function nameSpans(clean: string, cutter: Jieba): [number, number][] {
  const spans: [number, number][] = []
  let start = 0
  for (const { word, tag } of cutter.tag(clean, true)) {
    if (isName(word, tag)) spans.push([start, start + word.length])
    start += word.length
  }
  for (const match of clean.matchAll(ADDRESSED)) spans.push([match.index, match.index + match[0].length])
  return spans
}

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢' +
  '姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛' +
  '樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉' +
  '骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗' +
  '瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原' +
  '栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来' +
  '扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但' +
  '尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由'
const surnames = new Set(SURNAMES)

/** The hundred commonest surnames: before a form of address anything rarer is mostly another word. */
const ADDRESSED = new RegExp(
  `[${SURNAMES.slice(0, 100)}](?:某某|某|先生|女士|小姐|老师|医生|同志|师傅|阿姨|大爷|大妈|嬢嬢|老板|队长|主任|局长|科长|警官)`,
  'g',
)

function isName(word: string, tag: string): boolean {
  if (word.length < 2 || word.length > 4 || !surnames.has(word.charAt(0))) return false
  return tag === 'nr' || tag === 'nrfg' || (tag === 'x' && word.length <= 3)
}
