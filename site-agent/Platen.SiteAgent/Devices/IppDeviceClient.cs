using System.Buffers;
using System.Net.Http.Headers;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Devices.Log;

namespace Platen.SiteAgent.Devices;

/// <summary>Speaks IPP with devices: builds the requests, sends them over HTTP or HTTPS with the device's pinned certificate, reads the answers within limits.</summary>
internal sealed class IppDeviceClient(DeviceTls tls, IOptions<DeliveryOptions> options, TimeProvider time) : IDisposable
{
    private const int AnswerBytesMax = 1024 * 1024;
    private const int NameCharsMax = 60;
    private static readonly TimeSpan AskMax = TimeSpan.FromSeconds(15);
    private static readonly string[] StateAttributes =
        [IppNames.PrinterState, IppNames.PrinterStateReasons, IppNames.PrinterIsAcceptingJobs, IppNames.PrinterMakeAndModel, "printer-serial-number", "printer-impressions-completed", "printer-up-time", "printer-firmware-string-version", IppAlerts.Alert, IppAlerts.Description, .. IppFormats.Attributes];

    private readonly IppRequestIds _ids = new();
    private readonly DeviceConnections _connections = new(tls, options);

    /// <summary>The attributes of a Print-Job request; the document follows them.</summary>
    public byte[] PrintJob(Delivery.Delivery delivery) => IppWriter.ToArray(JobRequest(IppOperation.PrintJob, delivery));

    /// <summary>Would the device take the job?</summary>
    public IppMessage ValidateJob(Delivery.Delivery delivery) => JobRequest(IppOperation.ValidateJob, delivery);

    public IppMessage GetJob(ReplicaDevice device, int number) => Begin(IppOperation.GetJobAttributes, device)
        .Integer(IppNames.JobId, number)
        .Keyword(IppNames.RequestedAttributes, IppNames.JobState, IppNames.JobStateReasons, IppNames.JobImpressionsCompleted, IppNames.JobMediaSheetsCompleted)
        .Build();

    /// <summary>Asks the device to end a job.</summary>
    public IppMessage CancelJob(ReplicaDevice device, int number, string user) =>
        Begin(IppOperation.CancelJob, device, user.Length > 0 ? user : "platen").Integer(IppNames.JobId, number).Build();

    /// <summary>The device's state; null: no answer, or none that can be read.</summary>
    public async Task<DeviceStatus?> ReadAsync(ReplicaDevice device, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await AskAsync(device, Begin(IppOperation.GetPrinterAttributes, device).Keyword(IppNames.RequestedAttributes, StateAttributes).Build(), cancellationToken);
            return answer.Find(IppTag.PrinterAttributes) is { } printer ? Read(printer) : null;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or FormatException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new DeviceStatus { PrinterState = DeviceStatusWords.Unreachable, Reasons = ["connecting-to-device"], Obstacle = Explain(device, fault), MayPass = IsSilence(fault) };
        }
    }

    /// <summary>Sends a request without a document.</summary>
    public async Task<IppMessage> AskAsync(ReplicaDevice device, IppMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, AskMax, Timeout.InfiniteTimeSpan);
        using var content = new ByteArrayContent(IppWriter.ToArray(request));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/ipp");
        return await SendAsync(device, content, limit.Token);
    }

    /// <summary>Sends a request with its body.</summary>
    /// <exception cref="HttpRequestException">It could not be sent, or was answered with an HTTP error.</exception>
    /// <exception cref="IppFormatException">The answer is no IPP.</exception>
    public async Task<IppMessage> SendAsync(ReplicaDevice device, HttpContent content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(device)) { Content = content };
        using var response = await _connections.Of(device).SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"HTTP status {(int)response.StatusCode}", inner: null, response.StatusCode);
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await ReadAnswerAsync(body, cancellationToken);
    }

    /// <summary>What went wrong, in words that help.</summary>
    public static string Explain(ReplicaDevice device, Exception fault) => fault switch
    {
        HttpRequestException { InnerException: AuthenticationException certificate } => DeviceTls.Explain(certificate),
        HttpRequestException { StatusCode: { } status } => $"The device at {device.Host}:{device.Port} answered with HTTP {(int)status}: see that its IPP path is '{device.Path}'.",
        FormatException => $"The device at {device.Host}:{device.Port} answered something that is no IPP: {fault.Message}",
        OperationCanceledException => $"The device at {device.Host}:{device.Port} did not answer in time: see that it is switched on and connected.",
        _ => $"The device at {device.Host}:{device.Port} cannot be reached ({fault.Message}): see that it is switched on and connected, and that its address is right.",
    };

    /// <summary>Whether the device did not answer at all, so that it may be waking up; what it answered will not change by itself.</summary>
    public static bool IsSilence(Exception fault) => fault is HttpRequestException { StatusCode: null, InnerException: not AuthenticationException } or OperationCanceledException;

    public void Dispose() => _connections.Dispose();

    private static async Task<IppMessage> ReadAnswerAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        while (await body.ReadAsync(buffer.GetMemory(4096), cancellationToken) is var count and > 0)
        {
            buffer.Advance(count);
            if (buffer.WrittenCount > AnswerBytesMax)
            {
                throw new IOException($"The answer is longer than {AnswerBytesMax} bytes.");
            }
        }

        return IppReader.TryRead(new ReadOnlySequence<byte>(buffer.WrittenMemory), IppLimits.Response, out var message, out _, out _)
            ? message
            : throw new FormatException("The answer ends before its attributes do.");
    }

    private IppMessage JobRequest(IppOperation operation, Delivery.Delivery delivery)
    {
        var job = delivery.Job;
        var builder = Begin(operation, delivery.Device, delivery.UserName.Length > 0 ? delivery.UserName : "platen");
        builder.Name(IppNames.JobName, job.Title.Length > NameCharsMax ? job.Title[..NameCharsMax] : job.Title.Length > 0 ? job.Title : "document");

        // a device that is to find pages must be told the format; else it looks into the document by itself
        builder.Mime(IppNames.DocumentFormat, delivery.Format.Length > 0 ? delivery.Format : delivery.Finishing.Ranges.IsDefaultOrEmpty ? "application/octet-stream" : job.Facts.Format);
        return delivery.Finishing.IsAsIs ? builder.Build() : Finish(builder, delivery).Build();
    }

    private static IppMessageBuilder Finish(IppMessageBuilder builder, Delivery.Delivery delivery)
    {
        var finishing = delivery.Finishing;
        if (delivery.MustFinish)
        {
            builder.Boolean(IppNames.IppAttributeFidelity, true); // as chosen, or not at all
        }

        builder.Group(IppTag.JobAttributes);
        if (finishing.Copies is { } copies)
        {
            builder.Integer(IppNames.Copies, copies);
        }

        if (finishing.Sides != Sides.Unspecified)
        {
            builder.Keyword(IppNames.Sides, finishing.Sides switch { Sides.OneSided => "one-sided", Sides.TwoSidedShortEdge => "two-sided-short-edge", _ => "two-sided-long-edge" });
        }

        if (finishing.Monochrome)
        {
            builder.Keyword(IppNames.PrintColorMode, "monochrome");
        }

        foreach (var asked in finishing.Others.Where(asked => !(finishing.Monochrome && asked.Name == IppNames.PrintColorMode)))
        {
            builder.Add(asked);
        }

        return finishing.Ranges.IsDefaultOrEmpty ? builder : builder.Add(IppNames.PageRanges, [.. finishing.Ranges.Select(range => (IppValue)new IppRangeValue(range.First, range.Last))]);
    }

    private IppMessageBuilder Begin(IppOperation operation, ReplicaDevice device, string user = "platen") =>
        IppMessageBuilder.Request(operation, _ids.Next())
            .Uri(IppNames.PrinterUri, $"{(device.Protocol == DeliveryProtocol.Ipps ? "ipps" : "ipp")}://{device.Host}:{device.Port}{device.Path}")
            .Name(IppNames.RequestingUserName, user);

    private static Uri Address(ReplicaDevice device) =>
        new UriBuilder(device.Protocol == DeliveryProtocol.Ipps ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, device.Host, device.Port, device.Path.Length > 0 ? device.Path : "/ipp/print").Uri;

    private static DeviceStatus Read(IppAttributeGroup printer)
    {
        var reasons = printer.Find(IppNames.PrinterStateReasons)?.AsStrings().Where(reason => reason != "none").Take(32).ToArray() ?? [];
        var state = printer.GetInteger(IppNames.PrinterState) ?? DeviceStatusWords.Idle;
        var accepts = printer.GetBoolean(IppNames.PrinterIsAcceptingJobs) ?? true;
        var stops = reasons.Where(DeviceStatusWords.IsStop).ToArray();
        var obstacle = (accepts, state, stops.Length) switch
        {
            (false, _, _) => "The device does not accept jobs now.",
            (_, DeviceStatusWords.Stopped, _) or (_, _, > 0) => $"The device has stopped: {string.Join(", ", stops.Length > 0 ? stops : reasons)}.",
            _ => "",
        };
        return new DeviceStatus
        {
            PrinterState = stops.Length > 0 ? DeviceStatusWords.Stopped : state,
            Reasons = [.. reasons],
            PageCounter = printer.GetInteger("printer-impressions-completed"),
            SerialNumber = printer.GetString("printer-serial-number") ?? "",
            Model = printer.GetString(IppNames.PrinterMakeAndModel) ?? "",
            CounterUnit = "impressions",
            Firmware = printer.GetString("printer-firmware-string-version") ?? "",
            UpTime = printer.GetInteger("printer-up-time") is >= 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
            Alerts = IppAlerts.Of(printer),
            Formats = IppFormats.Of(printer),
            Obstacle = obstacle,
        };
    }
}
