using System.Text.Json;
using Platen.Ops.Installation;

namespace Platen.Ops.Sampling;

/// <summary>Adds a further branch with its devices, and enrols its agent.</summary>
internal sealed class SeedBranchCommand(DataFolder data, string listen, int number)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var branch = new BranchFolder(data, number);
        var ports = data.ReadPorts();
        var samples = JsonSerializer.Deserialize<SampleData>(await File.ReadAllTextAsync(data.Samples, cancellationToken), JsonFormat.Options)!;
        var admin = samples.Users.First(user => user.Role == "administrator");
        using var rest = new RestClient(TrustedHttp.Create(new Uri($"https://{listen}:{ports["console"]}/"), data.Authority));
        await rest.LogInAsync(admin.LoginName, admin.Password, cancellationToken);
        await rest.PutAsync($"api/v1/sites/{branch.Id}", new { name = $"Branch {number}" }, cancellationToken);
        var devices = await SampleDevices.AddAsync(rest, branch.Id, branch.MfpDescription, branch.Id + "-", $"Virtual MFP {number}", cancellationToken);
        await AgentEnroller.RunAsync(rest, branch.Id, branch.Id, new Uri($"https://{listen}:{ports["agentlink"]}/"), branch.Agent, cancellationToken);
        DataFolder.WriteSecret(branch.Samples, devices);
    }
}
