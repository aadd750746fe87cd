using System.Text.Json;
using Platen.Ops.Installation;

namespace Platen.Ops.Sampling;

/// <summary>Sets a new system up through its own REST API: administrator, site, agent, devices, queues, users.</summary>
internal sealed class SeedCommand(DataFolder data, string listen)
{
    private const string Site = "main";
    private const string Agent = "main-1";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var ports = data.ReadPorts();
        using var rest = new RestClient(TrustedHttp.Create(new Uri($"https://{listen}:{ports["console"]}/"), data.Authority));
        var admin = await SetUpAsync(rest, cancellationToken);
        await rest.PutAsync($"api/v1/sites/{Site}", new { name = "Main office" }, cancellationToken);
        var devices = await SampleDevices.AddAsync(rest, Site, data.MfpDescription, "mfp-", "Virtual MFP", cancellationToken);
        var queues = await AddQueuesAsync(rest, ports["raw"], cancellationToken);
        List<SampleUser> users = [admin];
        foreach (var (login, name) in new[] { ("alice", "Alice Sample"), ("bob", "Bob Sample") })
        {
            users.Add(await AddUserAsync(rest, login, name, cancellationToken));
        }

        await AgentEnroller.RunAsync(rest, Site, Agent, new Uri($"https://{listen}:{ports["agentlink"]}/"), data.Agent, cancellationToken);
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
            "api/v1/users", new { loginName, displayName, email = $"{loginName}@sample.invalid", role = "user", password, passwordIsInitial = false, cardNumber = card, issuePin = true }, cancellationToken);
        return new SampleUser(Text(made.GetProperty("user"), "id"), loginName, displayName, "user", password, Text(made, "pin"), card);
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
            // a direct queue charges whom it can trust only; here that is this machine
            var intake = queue.Kind == "direct" ? new { trustedAddresses = new[] { "127.0.0.0/8" } } : null;
            var body = new { name = queue.Name, kind = queue.Kind, unknownOwner = "hold", device = queue.Device, rawPort = queue.RawPort, prices, intake };
            await rest.PutAsync($"api/v1/queues/{queue.Id}", body, cancellationToken);
        }

        return queues;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
