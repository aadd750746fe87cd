using System.Collections.Frozen;
using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Access;
using Platen.SiteAgent.Intake.Ipp.Printer;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>
/// IPP over HTTP (RFC 8010): the one funnel for every request. It reads and checks the message once, finds who sends it and the queue (<see cref="QueuePath"/>), and hands over to the
/// operation. Faults of IPP are answered in IPP, with HTTP status 200; only a password that is missing or wrong is HTTP's business (401).
/// </summary>
internal sealed partial class IppEndpoint
{
    private const string ContentType = "application/ipp";
    private const double BytesPerSecondMin = 240;

    private readonly FrozenDictionary<IppOperation, IIppOperation> _operations;
    private readonly IReplica _replica;
    private readonly IppAuthenticator _authenticator;
    private readonly ClientCertificates _certificates;
    private readonly IntakeOptions _options;
    private readonly ILogger<IppEndpoint> _logger;

    public IppEndpoint(IEnumerable<IIppOperation> operations, IReplica replica, IppAuthenticator authenticator, ClientCertificates certificates, IOptions<IntakeOptions> options, ILogger<IppEndpoint> logger)
    {
        _operations = operations.ToFrozenDictionary(operation => operation.Code);
        _replica = replica;
        _authenticator = authenticator;
        _certificates = certificates;
        _options = options.Value;
        _logger = logger;
    }

    /// <summary>Answers one HTTP request at a path of <see cref="QueuePath"/>.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            await ShowAsync(http);
            return;
        }

        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) != true)
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            await http.Response.WriteAsync("This is an IPP printer: POST application/ipp (RFC 8010), or add it to your system as a printer with this address.\n", http.RequestAborted);
            return;
        }

        // documents have no limit here; the spool has (Spool:JobBytesMax), and answers in IPP
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        // a driver that draws while it sends may pause for longer than the five seconds that Kestrel gives
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = new MinDataRate(BytesPerSecondMin, _options.IdleMax);
        }

        if (await AnswerAsync(http) is { } answer)
        {
            http.Response.ContentType = ContentType;
            var bytes = IppWriter.ToArray(answer);
            http.Response.ContentLength = bytes.Length;
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        }
    }

    /// <summary>The answer; null: there was an answer of HTTP.</summary>
    private async ValueTask<IppMessage?> AnswerAsync(HttpContext http)
    {
        var source = http.Connection.RemoteIpAddress?.ToString() ?? "";
        var authentication = await _authenticator.AuthenticateAsync(http, source);
        if (authentication.IsRefused)
        {
            AskForPassword(http, authentication.RetryAfter);
            if (authentication.Advice.Length > 0)
            {
                http.Response.ContentType = "text/plain; charset=utf-8";
                await http.Response.WriteAsync(authentication.Advice, http.RequestAborted);
            }

            return null;
        }

        IppMessage? request;
        try
        {
            request = await ReadAsync(http.Request.BodyReader, http.RequestAborted);
        }
        catch (IppFormatException fault)
        {
            AgentInstruments.OnLimit(LimitNames.IppMessage);
            return IppMessageBuilder.Response(fault.Header, fault.Status, fault.Message).Build();
        }

        if (request is null)
        {
            return IppMessageBuilder.Response(default, IppStatus.BadRequest, "The request ends before its attributes do.").Build();
        }

        var check = IppRequestCheck.Of(request);
        if (!check.IsOk)
        {
            return IppMessageBuilder.Response(request.Header, check.Status, check.Detail).Build();
        }

        return await DispatchAsync(http, request, new IppCaller(ClaimText.Of(request.OperationAttributes.GetString(IppNames.RequestingUserName)), source, authentication.User)
        {
            Certified = authentication.User is null && http.Request.IsHttps ? _certificates.FindUser(http.Connection.ClientCertificate) : null,
        });
    }

    private async ValueTask<IppMessage?> DispatchAsync(HttpContext http, IppMessage request, IppCaller caller)
    {
        if (!_operations.TryGetValue(request.Operation, out var operation))
        {
            return IppMessageBuilder.Response(request.Header, IppStatus.OperationNotSupported, $"The operation {request.Operation} is not supported.").Build();
        }

        if (request.OperationAttributes.GetString(IppNames.PrinterUri) is null && request.OperationAttributes.GetString(IppNames.JobUri) is null)
        {
            return IppMessageBuilder.Response(request.Header, IppStatus.BadRequest, "printer-uri is missing, and there is no job-uri.").Build();
        }

        if (!QueueId.TryParse(QueuePath.NameOf(http.Request.Path.Value ?? "", request), out var id) || _replica.FindQueue(id) is not { } queue)
        {
            return IppMessageBuilder.Response(request.Header, IppStatus.NotFound, "There is no such queue here; its name is the last part of the printer's URI.").Build();
        }

        if (operation.MakesJobs && _options.IppPasswordRequired && caller.User is null)
        {
            if (!http.Request.IsHttps)
            {
                return IppMessageBuilder.Response(request.Header, IppStatus.NotAuthenticated, "This site takes jobs with a password over TLS only: add the printer with ipps:// instead.").Build();
            }

            AskForPassword(http, retryAfter: null);
            return null;
        }

        return await RunAsync(operation, Call(http, request, queue, caller));
    }

    private async ValueTask<IppMessage> RunAsync(IIppOperation operation, IppCall call)
    {
        try
        {
            return await operation.RunAsync(call);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !call.CancellationToken.IsCancellationRequested && fault is not Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            LogFailed(fault, call.Request.Operation, call.Queue.QueueId);
            return call.Refuse(IppStatus.InternalError, "The agent could not do it; its log says why. Nothing was kept.");
        }
    }

    private IppCall Call(HttpContext http, IppMessage request, ReplicaQueue queue, IppCaller caller)
    {
        var isTls = http.Request.IsHttps;
        var isDirect = queue.Kind == ReplicaQueue.Types.Kind.Direct;
        return new IppCall
        {
            Request = request,
            Body = http.Request.BodyReader,
            Queue = queue,
            Traits = PrinterTraits.Of(isDirect && DeviceId.TryParse(queue.DeviceId, out var device) ? _replica.FindDevice(device) : null),
            PrinterUri = $"{(isTls ? "ipps" : "ipp")}://{http.Request.Host}{QueuePath.Prefix}{queue.QueueId}",
            WebRoot = $"{http.Request.Scheme}://{http.Request.Host}",
            Protocol = isTls ? IntakeProtocol.Ipps : IntakeProtocol.Ipp,
            Caller = caller,
            CancellationToken = http.RequestAborted,
        };
    }

    private async Task ShowAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (path == PrinterPages.IconPath)
        {
            await PrinterPages.WriteIconAsync(http);
            return;
        }

        var queue = QueuePath.NameOf(path) is { } name && QueueId.TryParse(name, out var id) ? _replica.FindQueue(id) : null;
        await PrinterPages.WritePageAsync(http, queue, _replica.Policy?.SiteName ?? "");
    }

    private static void AskForPassword(HttpContext http, TimeSpan? retryAfter)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"Platen\", charset=\"UTF-8\"";
        if (retryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static async ValueTask<IppMessage?> ReadAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var (consumed, examined) = (read.Buffer.End, read.Buffer.End);
            try
            {
                if (IppReader.TryRead(read.Buffer, IppLimits.Request, out var message, out consumed, out examined))
                {
                    examined = consumed;
                    return message;
                }
            }
            catch (IppFormatException)
            {
                // what is left is none of ours; the web server reads on from here, or ends the connection
                (consumed, examined) = (read.Buffer.End, read.Buffer.End);
                throw;
            }
            finally
            {
                body.AdvanceTo(consumed, examined);
            }

            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    [LoggerMessage(2230, LogLevel.Error, "IPP: {Operation} on {Queue} failed")]
    private partial void LogFailed(Exception fault, IppOperation operation, string queue);
}
