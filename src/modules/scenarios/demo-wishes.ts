/** Of nobody: the enterprises do not exist, and no division has the code 000000 that their credit codes name. */
const contact = { name: '演示联系人', phone: '023-00000000' }
const [town, district] = ['50/500107/500107104', '50/500107']

export const demoNeeds = [
  {
    org: 'town.500107104',
    title: '【演示】路灯故障先于来电发现',
    wanted:
      '（虚构）路灯熄灭往往等到居民来电才知道。希望用配电箱电表读数或单灯控制器，当晚发现熄灭的路灯，并把位置交给养护队伍。',
    tags: ['路灯', '物联感知', '市政设施'],
    places: [town],
    data: '路灯与配电箱台账、每日电表读数。',
  },
  {
    org: 'gxq.civil',
    title: '【演示】独居老人用水异常提醒',
    wanted:
      '（虚构）上门探访次数有限。希望从智能水表读数发现独居老人长时间没有用水，及时提醒网格员上门查看，误报要少。',
    tags: ['养老', '物联感知'],
    places: [district],
    data: '经本人同意的独居老人名单、水务集团按小时的读数。',
  },
  {
    org: 'gxq.market',
    title: '【演示】明厨亮灶画面自动巡查',
    wanted:
      '（虚构）餐饮后厨摄像头多，人工看不过来。希望自动发现未戴厨师帽、垃圾桶未加盖、老鼠活动，由执法人员复核。',
    tags: ['食品安全', '视频分析'],
    places: [district],
    data: '餐饮许可名录、已接入的后厨视频。',
  },
]

export const demoOffers = [
  {
    isListed: true,
    enterprise: '【演示】虚构照明科技有限公司',
    creditCode: '91000000MADEM00011',
    contact,
    title: '用配电箱电表读数判断路灯熄灭',
    ability:
      '（虚构）每十五分钟读取配电箱电表，比较亮灯负荷，判断熄灭了多少盏路灯，并把配电箱位置派给养护队伍。',
    tags: ['路灯', '市政设施'],
    places: ['50/500107/500107103'],
  },
  {
    isListed: true,
    enterprise: '【演示】虚构单灯控制有限公司',
    creditCode: '91000000MADEM00024',
    contact,
    title: '路灯单灯控制器与故障上报',
    ability: '（虚构）给每盏路灯装单灯控制器，灯灭当晚上报，附位置、电流和最近一次维修记录。',
    tags: ['路灯', '物联感知'],
    places: ['50/500106'],
  },
  {
    isListed: true,
    enterprise: '【演示】虚构水务分析有限公司',
    creditCode: '91000000MADEM00037',
    contact,
    title: '智能水表读数异常分析',
    ability: '（虚构）按小时分析智能水表读数，发现长时间没有用水或夜间持续用水的住户，按户提醒。',
    tags: ['水务', '物联感知'],
    places: [district],
  },
  {
    isListed: true,
    enterprise: '【演示】虚构视频算法有限公司',
    creditCode: '91000000MADEM0004A',
    contact,
    title: '后厨视频违规行为识别',
    ability: '（虚构）识别未戴厨师帽、垃圾桶未加盖和老鼠活动，给出画面和时间，由人复核后再派单。',
    tags: ['食品安全', '视频分析'],
    places: [],
  },
  {
    isListed: false,
    enterprise: '【演示】虚构无人机有限公司',
    creditCode: '91000000MADEM0005D',
    contact,
    title: '无人机巡查工地扬尘',
    ability: '（虚构）按航线巡查工地，发现未覆盖的裸土和未冲洗的车辆，附照片和坐标。',
    tags: ['扬尘', '无人机'],
    places: [district],
  },
]
