using System.Collections.Frozen;
using System.Globalization;

namespace Platen.Protocols.Snmp;

/// <summary>The names of prtAlertCode and prtAlertGroup (RFC 3805, IANA-PRINTER-MIB), as the registry has them; what it does not have is shown as its number.</summary>
public static class PrinterAlertWords
{
    private static readonly FrozenDictionary<int, string> Codes = new Dictionary<int, string>
    {
        [1] = "other", [2] = "unknown", [3] = "coverOpen", [4] = "coverClosed", [5] = "interlockOpen", [6] = "interlockClosed", [7] = "configurationChange", [8] = "jam",
        [9] = "subunitMissing", [10] = "subunitLifeAlmostOver", [11] = "subunitLifeOver", [12] = "subunitAlmostEmpty", [13] = "subunitEmpty", [14] = "subunitAlmostFull", [15] = "subunitFull",
        [16] = "subunitNearLimit", [17] = "subunitAtLimit", [18] = "subunitOpened", [19] = "subunitClosed", [20] = "subunitTurnedOn", [21] = "subunitTurnedOff", [22] = "subunitOffline",
        [23] = "subunitPowerSaver", [24] = "subunitWarmingUp", [25] = "subunitAdded", [26] = "subunitRemoved", [27] = "subunitResourceAdded", [28] = "subunitResourceRemoved",
        [29] = "subunitRecoverableFailure", [30] = "subunitUnrecoverableFailure", [31] = "subunitRecoverableStorageError", [32] = "subunitUnrecoverableStorageError", [33] = "subunitMotorFailure",
        [34] = "subunitMemoryExhausted", [35] = "subunitUnderTemperature", [36] = "subunitOverTemperature", [37] = "subunitTimingFailure", [38] = "subunitThermistorFailure",
        [501] = "doorOpen", [502] = "doorClosed", [503] = "powerUp", [504] = "powerDown", [505] = "printerNMSReset", [506] = "printerManualReset", [507] = "printerReadyToPrint",
        [801] = "inputMediaTrayMissing", [802] = "inputMediaSizeChange", [803] = "inputMediaWeightChange", [804] = "inputMediaTypeChange", [805] = "inputMediaColorChange",
        [806] = "inputMediaFormPartsChange", [807] = "inputMediaSupplyLow", [808] = "inputMediaSupplyEmpty", [809] = "inputMediaChangeRequest", [810] = "inputManualInputRequest",
        [811] = "inputTrayPositionFailure", [812] = "inputTrayElevationFailure", [813] = "inputCannotFeedSizeSelected",
        [901] = "outputMediaTrayMissing", [902] = "outputMediaTrayAlmostFull", [903] = "outputMediaTrayFull", [904] = "outputMailboxSelectFailure",
        [1001] = "markerFuserUnderTemperature", [1002] = "markerFuserOverTemperature", [1003] = "markerFuserTimingFailure", [1004] = "markerFuserThermistorFailure", [1005] = "markerAdjustingPrintQuality",
        [1101] = "markerTonerEmpty", [1102] = "markerInkEmpty", [1103] = "markerPrintRibbonEmpty", [1104] = "markerTonerAlmostEmpty", [1105] = "markerInkAlmostEmpty", [1106] = "markerPrintRibbonAlmostEmpty",
        [1107] = "markerWasteTonerReceptacleAlmostFull", [1108] = "markerWasteInkReceptacleAlmostFull", [1109] = "markerWasteTonerReceptacleFull", [1110] = "markerWasteInkReceptacleFull",
        [1111] = "markerOpcLifeAlmostOver", [1112] = "markerOpcLifeOver", [1113] = "markerDeveloperAlmostEmpty", [1114] = "markerDeveloperEmpty", [1115] = "markerTonerCartridgeMissing",
        [1301] = "mediaPathMediaTrayMissing", [1302] = "mediaPathMediaTrayAlmostFull", [1303] = "mediaPathMediaTrayFull", [1304] = "mediaPathCannotDuplexMediaSelected",
        [1501] = "interpreterMemoryIncrease", [1502] = "interpreterMemoryDecrease", [1503] = "interpreterCartridgeAdded", [1504] = "interpreterCartridgeDeleted", [1505] = "interpreterResourceAdded",
        [1506] = "interpreterResourceDeleted", [1507] = "interpreterResourceUnavailable", [1509] = "interpreterComplexPageEncountered", [1801] = "alertRemovalOfBinaryChangeEntry",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<int, string> Groups = new Dictionary<int, string>
    {
        [1] = "other", [3] = "storage", [4] = "device", [5] = "printer", [6] = "cover", [7] = "localization", [8] = "input", [9] = "output", [10] = "marker", [11] = "supply", [12] = "colorant",
        [13] = "media path", [14] = "channel", [15] = "interpreter", [16] = "console", [17] = "lights", [18] = "alert", [30] = "finisher", [31] = "finisher supply", [32] = "finisher input",
    }.ToFrozenDictionary();

    /// <summary>A code's name.</summary>
    public static string Code(int code) => Codes.GetValueOrDefault(code) ?? code.ToString(CultureInfo.InvariantCulture);

    /// <summary>The part of the printer that an alert is about, in a word or two; empty for numbers that are not registered.</summary>
    public static string Group(int group) => Groups.GetValueOrDefault(group) ?? "";
}
