using Platen.Protocols.Snmp;
using Platen.VirtualMfp.Device;

namespace Platen.VirtualMfp.Snmp;

/// <summary>The device as a printer's MIBs show it: device 1, marker 1, at most one alert.</summary>
internal sealed class SnmpObjects(MfpDevice device)
{
    private const int ImpressionsUnit = 7;
    private static readonly SnmpOid s_hrDevicePrinter = SnmpOid.Parse("1.3.6.1.2.1.25.3.1.5");
    private static readonly SnmpOid s_enterprise = SnmpOid.Parse("1.3.6.1.4.1.8072.3.2.255");

    internal SortedList<SnmpOid, SnmpValue> Snapshot()
    {
        var condition = device.Condition;
        var objects = new SortedList<SnmpOid, SnmpValue>
        {
            [PrinterOids.SysDescr] = SnmpValue.OctetString(MfpDevice.Model),
            [PrinterOids.SysObjectId] = SnmpValue.ObjectIdentifier(s_enterprise),
            [PrinterOids.SysUpTime] = SnmpValue.TimeTicks((uint)device.UpTimeSeconds * 100),
            [PrinterOids.SysName] = SnmpValue.OctetString("virtual-mfp"),
            [PrinterOids.SysLocation] = SnmpValue.OctetString("demo"),
            [PrinterOids.HrDeviceType.Append(1)] = SnmpValue.ObjectIdentifier(s_hrDevicePrinter),
            [PrinterOids.HrDeviceDescr.Append(1)] = SnmpValue.OctetString(MfpDevice.Model),
            [PrinterOids.HrDeviceStatus.Append(1)] = SnmpValue.Integer(condition == MfpCondition.Ready ? 2 : 5),
            [PrinterOids.HrPrinterStatus.Append(1)] = SnmpValue.Integer((int)(condition == MfpCondition.Ready ? HrPrinterStatus.Idle : HrPrinterStatus.Other)),
            [PrinterOids.HrPrinterDetectedErrorState.Append(1)] = SnmpValue.OctetString(PrinterErrorStates.Encode(ErrorState(condition))),
            [PrinterOids.PrtGeneralPrinterName.Append(1)] = SnmpValue.OctetString(MfpDevice.Model),
            [PrinterOids.PrtGeneralSerialNumber.Append(1)] = SnmpValue.OctetString(device.SerialNumber),
            [PrinterOids.PrtMarkerCounterUnit.Append(1, 1)] = SnmpValue.Integer(ImpressionsUnit),
            [PrinterOids.PrtMarkerLifeCount.Append(1, 1)] = SnmpValue.Counter32((uint)device.LifeCounter.Count),
            [PrinterOids.PrtMarkerStatus.Append(1, 1)] = SnmpValue.Integer(0),
        };
        if (condition != MfpCondition.Ready)
        {
            AddAlert(objects, condition);
        }

        return objects;
    }

    private static void AddAlert(SortedList<SnmpOid, SnmpValue> objects, MfpCondition condition)
    {
        var (code, text) = condition switch
        {
            MfpCondition.OutOfPaper => (PrinterAlertCode.InputMediaSupplyEmpty, "Load paper"),
            MfpCondition.Jammed => (PrinterAlertCode.Jam, "Paper jam"),
            MfpCondition.DoorOpen => (PrinterAlertCode.CoverOpen, "Close the door"),
            _ => (PrinterAlertCode.PowerDown, "Offline"),
        };
        objects[PrinterOids.PrtAlertSeverityLevel.Append(1, 1)] = SnmpValue.Integer((int)PrinterAlertSeverity.Critical);
        objects[PrinterOids.PrtAlertCode.Append(1, 1)] = SnmpValue.Integer((int)code);
        objects[PrinterOids.PrtAlertDescription.Append(1, 1)] = SnmpValue.OctetString(text);
    }

    private static PrinterErrorState ErrorState(MfpCondition condition) => condition switch
    {
        MfpCondition.OutOfPaper => PrinterErrorState.NoPaper | PrinterErrorState.InputTrayEmpty,
        MfpCondition.Jammed => PrinterErrorState.Jammed,
        MfpCondition.DoorOpen => PrinterErrorState.DoorOpen,
        MfpCondition.Offline => PrinterErrorState.Offline,
        _ => PrinterErrorState.None,
    };
}
