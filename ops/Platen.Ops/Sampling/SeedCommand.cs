using System.Diagnostics;
using System.Text.Json;
using Platen.Ops.Installation;

namespace Platen.Ops.Sampling;

/// <summary>Sets a new system up through its own REST API: administrator, site, agent, devices, queues, users.</summary>
internal sealed class SeedCommand(DataFolder data, string listen)
{
    private const string Site = "main";
    private const string Agent = "main-1";
    private static readonly TimeSpan EnrolLimit = TimeSpan.FromSeconds(60);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var ports = data.ReadPorts();
        using var rest = new RestClient(TrustedHttp.Create(new Uri($"https://{listen}:{ports["console"]}/"), data.Authority));
        var admin = await SetUpAsync(rest, cancellationToken);
        await rest.PutAsync($"api/v1/sites/{Site}", new { name = "Main office" }, cancellationToken);
        var devices = await AddDevicesAsync(rest, cancellationToken);
        var queues = await AddQueuesAsync(rest, ports["raw"], cancellationToken);
        List<SampleUser> users = [admin];
        foreach (var (login, name) in new[] { ("alice", "Alice Sample"), ("bob", "Bob Sample") })
        {
            users.Add(await AddUserAsync(rest, login, name, cancellationToken));
        }

        await EnrolAgentAsync(rest, new Uri($"https://{listen}:{ports["agentlink"]}/"), cancellationToken);
        DataFolder.WriteSecret(data.Samples, new SampleData("main", Site, users, devices, queues));
    }

    private async Task<SampleUser> SetUpAsync(RestClient rest, CancellationToken cancellationToken)
    {
        var link = await File.ReadAllTextAsync(data.SetUpLink, cancellationToken);
        var token = link.Trim().Split('#')[^1];
        var password = SecretMaker.Password();
        var made = await rest.PostAsync(
            "api/v1/setup", new { token, tenantName = "Sample company", loginName = "admin", displayName = "Administrator", password }, cancellationToken);
        // it was good once
        File.Delete(data.SetUpLink);
        await rest.LogInAsync("admin", password, cancellationToken);
        var id = Text(made, "id");
        var pin = await rest.PostAsync($"api/v1/users/{id}/pin", new { }, cancellationToken);
        var card = SecretMaker.Card();
        await rest.PostAsync($"api/v1/users/{id}/cards", new { number = card }, cancellationToken);
        return new SampleUser(id, "admin", "Administrator", "administrator", password, Text(pin, "pin"), card);
    }

    private static async Task<SampleUser> AddUserAsync(RestClient rest, string loginName, string displayName, CancellationToken cancellationToken)
    {
        var (password, card) = (SecretMaker.Password(), SecretMaker.Card());
        var made = await rest.PostAsync(
            "api/v1/users", new { loginName, displayName, email = $"{loginName}@sample.invalid", role = "user", password, cardNumber = card, issuePin = true }, cancellationToken);
        return new SampleUser(Text(made.GetProperty("user"), "id"), loginName, displayName, "user", password, Text(made, "pin"), card);
    }

    private async Task<IReadOnlyList<SampleDevice>> AddDevicesAsync(RestClient rest, CancellationToken cancellationToken)
    {
        var mfp = JsonSerializer.Deserialize<MfpDescription>(await File.ReadAllTextAsync(data.MfpDescription, cancellationToken), JsonFormat.Options)!;
        var devices = new (string Id, string Name, string Protocol, int Port, string Path)[]
        {
            ("mfp-raw", "Virtual MFP (RAW)", "raw", mfp.RawPort, ""),
            ("mfp-ipp", "Virtual MFP (IPP)", "ipp", mfp.IppPort, "/ipp/print"),
            ("mfp-ipps", "Virtual MFP (IPPS)", "ipps", mfp.IppsPort, "/ipp/print"),
            ("mfp-lpr", "Virtual MFP (LPR)", "lpr", mfp.LpdPort, "print"),
        };
        foreach (var (id, name, protocol, port, path) in devices)
        {
            var body = new { name, location = "This machine", host = mfp.Address, protocol, port, path, snmpPort = mfp.SnmpPort, colour = true, duplex = true, enabled = true };
            await rest.PutAsync($"api/v1/sites/{Site}/devices/{id}", body, cancellationToken);
        }

        return [.. devices.Select(device => new SampleDevice(device.Id, device.Name, device.Protocol))];
    }

    private static async Task<IReadOnlyList<SampleQueue>> AddQueuesAsync(RestClient rest, int rawPort, CancellationToken cancellationToken)
    {
        SampleQueue[] queues =
        [
            new("follow-me", "Follow me", "pull", null, rawPort),
            new("direct", "Straight to the virtual MFP", "direct", "mfp-raw", 0),
            new("private", "Private", "private", null, 0),
        ];
        foreach (var queue in queues)
        {
            var prices = new { monoPage = "0.05", colourPage = "0.20", duplexDiscount = "0.01", perJob = "0.00" };
            var body = new { name = queue.Name, kind = queue.Kind, unknownOwner = "hold", device = queue.Device, rawPort = queue.RawPort, prices };
            await rest.PutAsync($"api/v1/queues/{queue.Id}", body, cancellationToken);
        }

        return queues;
    }

    private async Task EnrolAgentAsync(RestClient rest, Uri link, CancellationToken cancellationToken)
    {
        var made = await rest.PostAsync($"api/v1/sites/{Site}/agents", new { agent = Agent }, cancellationToken);
        var program = Path.Combine(AppContext.BaseDirectory, "..", "Platen.SiteAgent", "Platen.SiteAgent");
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "enrol", "--server", link.ToString(), "--token-file", "-", $"--Agent:DataDirectory={data.Agent}" })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        // by standard input: a token on a command line can be read by every user of the machine
        await process.StandardInput.WriteLineAsync(Text(made, "token"));
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(EnrolLimit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            throw new OpsException($"The agent could not be enrolled: {errors}{await output}");
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
