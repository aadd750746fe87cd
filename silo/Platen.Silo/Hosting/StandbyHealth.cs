using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;
using Platen.Silo.Keys;
using Platen.Silo.Options;
using Platen.Store.Standby;

namespace Platen.Silo.Hosting;

/// <summary>
/// What a server answers while it stands by: <c>/health/live</c> 200 and <c>/health/ready</c> 503, both with the word "standby", on its HTTPS port. The agents' port is closed, so that agents dial the active server. It ends before the real
/// listeners open.
/// </summary>
internal sealed class StandbyHealth(IOptions<SiloOptions> options, ITlsIdentity identity, ServerNames names, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ServerTls> logger) : IStandbyWait, IDisposable
{
    private static readonly byte[] Answer = JsonSerializer.SerializeToUtf8Bytes(new { status = "standby" });
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopWithin = TimeSpan.FromMilliseconds(200);

    private const int SteppedDown = 3;
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(3);

    private WebApplication? _app;
    private ITimer? _end;

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        identity.Prepare(names.All);
        var tls = new ServerTls(identity, names.All, time, logger);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Parse(options.Value.ListenAddress), options.Value.HttpsPort, listen => listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => ValueTask.FromResult(tls.Options()),
                HandshakeTimeout = HandshakeLimit,
            }));
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync(cancellationToken);
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_app is not null)
        {
            await _app.StopAsync(cancellationToken);
            await _app.DisposeAsync();
            _app = null;
        }
    }

    // agents and browsers are to go to the other server at once, not when their connections have drained here
    public void StepDown()
    {
        Environment.ExitCode = SteppedDown;
        _end = time.CreateTimer(static _ => Environment.Exit(SteppedDown), null, EndWithin, Timeout.InfiniteTimeSpan);
        lifetime.StopApplication();
    }

    public void Dispose() => _end?.Dispose();

    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = context.Request.Path == "/health/live" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Answer, context.RequestAborted);
    }
}
