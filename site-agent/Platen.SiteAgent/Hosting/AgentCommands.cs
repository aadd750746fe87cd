using Microsoft.Extensions.Options;
using Platen.Domain.Sites;
using Platen.Rpc;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Uplink;

namespace Platen.SiteAgent.Hosting;

/// <summary>The commands beside <c>run</c>.</summary>
internal static class AgentCommands
{
    private const int TokenCharsMax = 1024;

    /// <summary><c>enrol --server URL --token-file FILE|-</c>: gets this agent its certificate. The token is never taken from the command line, where every user of the machine can read it.</summary>
    public static async Task<int> EnrolAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var (server, tokenFile, data) = (configuration["server"], configuration["token-file"], configuration["Agent:DataDirectory"]);
        if (!Uri.TryCreate(server, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || tokenFile is null || string.IsNullOrEmpty(data))
        {
            await Console.Error.WriteLineAsync("usage: Platen.SiteAgent enrol --server https://HOST:8091/ --token-file FILE (or - for standard input) --Agent:DataDirectory=FOLDER");
            return 2;
        }

        try
        {
            var text = tokenFile == "-" ? await Console.In.ReadLineAsync() ?? "" : (await File.ReadAllTextAsync(tokenFile)).Trim();
            if (text.Length > TokenCharsMax || !EnrolmentToken.TryParse(text, out var token))
            {
                throw new FormatException("This is no enrolment token: it begins with 'platen1:' and has six parts. Copy it whole from the console (Sites, Add agent).");
            }

            var identity = await new Enrolment(new AgentIdentityFile(new AgentFolders(data))).EnrolAsync(new Uri(address.GetLeftPart(UriPartial.Authority)), token, CancellationToken.None);
            Console.WriteLine($"Enrolled as {identity.Tenant}/{identity.Site}/{identity.Agent}; the certificate ends {identity.Certificate.NotAfter.ToUniversalTime():yyyy-MM-dd} and renews itself.");
            return 0;
        }
        catch (Exception fault) when (fault is FormatException or RpcException or HttpRequestException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync("error: " + fault.Message);
            return 1;
        }
    }

    /// <summary><c>install --server URL --token-file FILE|- [--root FOLDER]</c>: enrols the agent and installs it as a service, which starts at once.</summary>
    public static async Task<int> InstallAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(args).Build();
        var install = new ServiceInstall(Path.GetFullPath(configuration["root"] ?? "/"), Environment.ProcessPath ?? throw new InvalidOperationException("The agent's own program is not known."));
        try
        {
            install.Write();
            var status = await EnrolAsync([.. args, $"--Agent:DataDirectory={install.Data}"]);
            if (status == 0)
            {
                await install.StartAsync(CancellationToken.None);
                Console.WriteLine("Installed as the service 'platen-agent'. Its settings: /etc/platen/agent.env; its log: journalctl -u platen-agent.");
            }

            return status;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync("error: " + fault.Message);
            return 1;
        }
    }

    /// <summary><c>run</c>: serves the site until it is stopped.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            // settings are read once; watching their files would watch everything below the folder that the agent was started in, its own spool perhaps
            var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
            builder.AddPlatenLogs();
            builder.AddSiteAgent();
            await using var app = builder.Build();
            app.MapSiteAgent();
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException fault)
        {
            foreach (var failure in fault.Failures)
            {
                await Console.Error.WriteLineAsync("error: " + failure);
            }

            return 2;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            await Console.Error.WriteLineAsync("error: " + fault.Message);
            return 1;
        }
    }
}
