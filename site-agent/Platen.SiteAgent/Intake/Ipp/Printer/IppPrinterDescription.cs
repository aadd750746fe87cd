using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>A queue as an IPP printer (RFC 8011, 5.4; PWG 5100.12 for IPP/2.0, 5100.14 for IPP Everywhere). Documents are kept byte for byte, so every format is supported as it is.</summary>
internal sealed class IppPrinterDescription(IHeldJobs jobs, IReplica replica, PrinterClock clock, PrinterRecords printers, IOptions<IntakeOptions> options, IServiceProvider services)
{
    private const string Group = "printer-description";
    private const int WordsMax = 127;

    // late, because operations need this description
    private readonly Lazy<IppOperation[]> _operations = new(() => [.. services.GetServices<IIppOperation>().Select(operation => operation.Code)]);

    public IppMessageBuilder AddTo(IppMessageBuilder answer, IppCall call, RequestedAttributes wanted)
    {
        var format = call.Request.OperationAttributes.GetString(IppNames.DocumentFormat);
        AddIdentity(answer, call, wanted);
        AddState(answer, call, wanted);
        PrinterAbilities.AddTo(answer, wanted, call.Traits, _operations.Value, options.Value.CreatedJobIdleMax);
        RasterAbilities.AddTo(answer, wanted, call.Traits);
        PrinterTemplates.AddTo(answer, wanted, call.Traits, format == DocumentFormats.Unknown ? null : format);
        PrinterMedia.AddTo(answer, wanted);
        PrinterNotifications.AddTo(answer, wanted);
        return answer;
    }

    private void AddIdentity(IppMessageBuilder answer, IppCall call, RequestedAttributes wanted)
    {
        var sheet = new AttributeSheet(answer, wanted, Group);
        var (queue, site) = (call.Queue.QueueId, replica.Policy?.SiteName ?? "");
        sheet.Uri(IppNames.PrinterUriSupported, call.PrinterUri);
        sheet.Keyword(IppNames.UriSecuritySupported, call.Protocol == IntakeProtocol.Ipps ? "tls" : "none");
        sheet.Keyword(IppNames.UriAuthenticationSupported, call.Protocol == IntakeProtocol.Ipps && options.Value.IppPasswordRequired ? "basic" : "requesting-user-name");
        sheet.Name(IppNames.PrinterName, queue);
        sheet.Text(IppNames.PrinterInfo, Cut(call.Queue.Name.Length > 0 ? call.Queue.Name : queue));
        sheet.Text(IppNames.PrinterLocation, Cut(LocationOf(call) ?? site));
        sheet.Text(IppNames.PrinterMakeAndModel, PrinterIdentity.MakeAndModel);
        sheet.Name("printer-dns-sd-name", PrinterIdentity.DnsSdName(call.Queue, site));
        sheet.Uri("printer-more-info", call.WebRoot + QueuePath.Prefix + queue);
        sheet.Uri("printer-supply-info-uri", call.WebRoot + QueuePath.Prefix + queue);
        sheet.Uri("printer-icons", call.WebRoot + PrinterPages.IconPath);
        sheet.Uri(IppNames.PrinterUuid, $"urn:uuid:{PrinterIdentity.Uuid(replica.Policy?.TenantName, queue)}");
        sheet.Text("printer-device-id", PrinterIdentity.DeviceId);
        sheet.Text("printer-organization", Cut(replica.Policy?.TenantName ?? ""));
        sheet.Text("printer-organizational-unit", Cut(site));
        sheet.Unknown("printer-geo-location");
        sheet.Keyword("printer-kind", "document");

        // a queue has no supplies of its own; IPP Everywhere wants a row, and this one says that nobody knows
        sheet.Values("printer-supply", new IppOctetsValue(IppTag.OctetString, "type=toner;maxcapacity=100;level=-2;class=supplyThatIsConsumed;unit=percent;colorantname=black;"u8.ToArray()));
        sheet.Text("printer-supply-description", "Toner of the printer that the job is released at");
    }

    private void AddState(IppMessageBuilder answer, IppCall call, RequestedAttributes wanted)
    {
        var sheet = new AttributeSheet(answer, wanted, Group);
        var status = printers.StatusOf(call.Queue);
        var record = printers.Find(call.Queue);
        sheet.Enum(IppNames.PrinterState, (int)status.State);
        sheet.Keyword(IppNames.PrinterStateReasons, [.. status.Reasons]);
        sheet.Text(IppNames.PrinterStateMessage, status.Message);
        sheet.Boolean(IppNames.PrinterIsAcceptingJobs, isTrue: true);
        sheet.Integer(IppNames.QueuedJobCount, jobs.Count);
        sheet.Integer(IppNames.PrinterUpTime, clock.UpTime);
        sheet.DateTime("printer-current-time", clock.Now);
        sheet.Integer("printer-state-change-time", clock.UpTimeAt(record.StateChangedAt));
        sheet.DateTime("printer-state-change-date-time", record.StateChangedAt);
        sheet.Integer("printer-config-change-time", clock.UpTimeAt(record.ConfigChangedAt));
        sheet.DateTime("printer-config-change-date-time", record.ConfigChangedAt);
        sheet.Integer("printer-config-changes", record.ConfigChanges);
    }

    private string? LocationOf(IppCall call) =>
        Domain.Devices.DeviceId.TryParse(call.Queue.DeviceId, out var id) && replica.FindDevice(id) is { Location.Length: > 0 } device ? device.Location : null;

    private static string Cut(string text) => Utf8Text.Cut(text, WordsMax);
}
