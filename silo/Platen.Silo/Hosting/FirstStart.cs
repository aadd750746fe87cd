using System.Text;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;
using Platen.Silo.Keys;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>
/// Until the tenant is set up, each start makes a new one-time set-up link (there are no default credentials). The link goes to a terminal, if there is one, and into an owner-only
/// file; never into the log. The CA's certificate is put beside it for browsers and programs.
/// </summary>
internal sealed partial class FirstStart(
    IGrainFactory grains, ISetupTokens tokens, InternalCertificateAuthority authority, IOptions<SiloOptions> options, TimeProvider time, ILogger<FirstStart> logger) : IHostedService
{
    private const int AttemptsMax = 5;
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private string LinkPath => Path.Combine(options.Value.DataDirectory, "setup-link");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(options.Value.DataDirectory, "ca.pem"), authority.Authority.ExportCertificatePem() + "\n", cancellationToken);
        var id = TenantId.Parse(options.Value.Tenant);
        var tenant = await FindOrCreateAsync(id, cancellationToken);
        if (tenant is { SetUp: true })
        {
            File.Delete(LinkPath);
            return;
        }

        if (!options.Value.SetUpLink)
        {
            return;
        }

        var token = await tokens.IssueAsync(id, LinkLifetime, cancellationToken);
        var host = options.Value.ListenAddress is "0.0.0.0" or "::" ? Environment.MachineName : options.Value.ListenAddress;
        // behind '#': a browser does not send it, so no log on the way has it
        var link = $"https://{host}:{options.Value.HttpsPort}/setup#{token}";
        SecretFile.Write(LinkPath, Encoding.ASCII.GetBytes(link + "\n"));
        if (!System.Console.IsOutputRedirected)
        {
            System.Console.WriteLine($"Set-up link, once and within 24 hours: {link}");
        }

        LogLink(LinkPath);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // while several silos join at once, a call may go to one that is not there yet, and its answer never comes
    private async Task<Tenant?> FindOrCreateAsync(TenantId id, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var grain = grains.Tenant(id);
                var tenant = await grain.GetAsync(cancellationToken);
                if (tenant is null)
                {
                    await grain.CreateAsync(new CreateTenant { Name = id.Value }, Actor.System("first start"), cancellationToken);
                }

                return tenant;
            }
            catch (Exception fault) when (fault is OrleansException or TimeoutException && attempt < AttemptsMax)
            {
                LogAgain(fault.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(1002, LogLevel.Warning, "The tenant's grain does not answer yet; it is asked again: {Reason}")]
    private partial void LogAgain(string reason);

    [LoggerMessage(1001, LogLevel.Information, "This system is not set up yet. The one-time set-up link is in {Path}")]
    private partial void LogLink(string path);
}
