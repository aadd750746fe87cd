using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols.Snmp;
using Platen.SiteAgent.Devices.Log;

namespace Platen.SiteAgent.Devices;

/// <summary>Asks a device by SNMP v2c for its state, its counter and its alerts (RFC 2790, RFC 3805).</summary>
internal sealed class SnmpDeviceClient(TimeProvider time)
{
    private const int ImpressionsUnit = 7;
    private const int SheetsUnit = 8;

    // the printer is the first device, and has its first marker: true of every single-function and multifunction printer seen
    private static readonly SnmpOid HrPrinterStatusOid = PrinterOids.HrPrinterStatus.Append(1);
    private static readonly SnmpOid ErrorStateOid = PrinterOids.HrPrinterDetectedErrorState.Append(1);
    private static readonly SnmpOid LifeCountOid = PrinterOids.PrtMarkerLifeCount.Append(1, 1);
    private static readonly SnmpOid CounterUnitOid = PrinterOids.PrtMarkerCounterUnit.Append(1, 1);
    private static readonly SnmpOid SerialNumberOid = PrinterOids.PrtGeneralSerialNumber.Append(1);

    private static readonly SnmpOid[] Oids =
        [HrPrinterStatusOid, ErrorStateOid, LifeCountOid, SerialNumberOid, PrinterOids.SysDescr, CounterUnitOid, PrinterOids.SysUpTime];

    private readonly SnmpQuestions _questions = new(time);

    /// <summary>The device's state; null: no answer, or none that can be read.</summary>
    public async Task<DeviceStatus?> ReadAsync(ReplicaDevice device, CancellationToken cancellationToken) =>
        await _questions.AskAsync(device, id => SnmpPdu.Request(SnmpPduType.Get, id, Oids), cancellationToken) is { } pdu ? Read(pdu) : null;

    /// <summary>The alerts that the device raises now; default: it did not answer, or not to the end.</summary>
    public Task<ImmutableArray<DeviceAlert>> ReadAlertsAsync(ReplicaDevice device, CancellationToken cancellationToken) =>
        SnmpAlertTable.ReadAsync(question => _questions.AskAsync(device, question, cancellationToken));

    private static DeviceStatus Read(SnmpPdu pdu)
    {
        SnmpValue? Value(SnmpOid oid) => pdu.Variables.Where(variable => variable.Oid == oid && !variable.Value.IsAbsent).Select(variable => (SnmpValue?)variable.Value).FirstOrDefault();
        var errors = Value(ErrorStateOid) is { } octets ? PrinterErrorStates.Decode(octets.Octets.Span) : PrinterErrorState.None;
        var status = (HrPrinterStatus)(Value(HrPrinterStatusOid)?.AsNumber() ?? 0);
        var isStopped = DeviceStatusWords.IsStopped(errors);
        var reasons = DeviceStatusWords.Of(errors);
        return new DeviceStatus
        {
            PrinterState = isStopped ? DeviceStatusWords.Stopped : status == HrPrinterStatus.Printing ? DeviceStatusWords.Processing : DeviceStatusWords.Idle,
            Reasons = reasons,
            PageCounter = Value(LifeCountOid)?.AsNumber(),
            CountedBySnmp = true,
            CounterUnit = Value(CounterUnitOid)?.AsNumber() switch { ImpressionsUnit => "impressions", SheetsUnit => "sheets", _ => "" },
            SerialNumber = Text(Value(SerialNumberOid)),
            Model = Text(Value(PrinterOids.SysDescr)),
            UpTime = Value(PrinterOids.SysUpTime)?.AsNumber() is { } ticks ? TimeSpan.FromMilliseconds(ticks * 10) : null,
            Obstacle = isStopped ? $"The device has stopped: {string.Join(", ", reasons)}." : "",
        };
    }

    private static string Text(SnmpValue? value)
    {
        var text = value?.AsText() ?? "";
        return string.Concat(text.Where(c => !char.IsControl(c)).Take(120));
    }
}
