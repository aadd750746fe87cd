using System.Text.Json;

namespace Platen.E2E.Tests.Running;

/// <summary>A workstation's user with the published desktop client: a folder for the settings, and a desktop whose <c>xdg-open</c> writes down what it is to open.</summary>
internal sealed class DesktopMachine
{
    private static readonly string Program = Path.Combine(Repository.Root, "artifacts", "Platen.Desktop", "platen");

    private readonly string _folder;
    private readonly string _opened;

    /// <param name="folder">An empty folder.</param>
    /// <param name="endpoints">The system that the machine is for.</param>
    /// <param name="client">The client as it is registered.</param>
    public DesktopMachine(string folder, SystemEndpoints endpoints, string client)
    {
        (_folder, _opened) = (folder, Path.Combine(folder, "opened"));
        Directory.CreateDirectory(Path.Combine(folder, "platen"));
        File.WriteAllText(Path.Combine(folder, "platen", "desktop.json"), JsonSerializer.Serialize(new
        {
            server = endpoints.Console, clientId = client, caFile = endpoints.ServerCertificate, printer = endpoints.Ipps + "follow-me", printerCaFile = endpoints.AgentCertificate,
        }));
        var opener = Path.Combine(folder, "xdg-open");
        File.WriteAllText(opener, $"#!/bin/sh\nprintf %s \"$1\" >'{_opened}.new' && mv '{_opened}.new' '{_opened}'\n");
        File.SetUnixFileMode(opener, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>The kept login.</summary>
    public string LoginFile => Path.Combine(_folder, "platen", "login");

    /// <summary>Runs a command.</summary>
    /// <param name="clock">The machine's clock; null: the real one.</param>
    /// <param name="arguments">The command.</param>
    public Task<ProgramResult> RunAsync(SteppedClock? clock, params string[] arguments)
    {
        var environment = new Dictionary<string, string>(clock?.Environment ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            ["XDG_CONFIG_HOME"] = _folder, ["DISPLAY"] = ":99", ["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        return Programs.RunAsync(Program, arguments, environment: environment);
    }

    /// <summary>What the desktop was asked to open.</summary>
    public Task<string> OpenedAsync() => Eventually.GetAsync("the address that the desktop client opens", async () => File.Exists(_opened) ? await File.ReadAllTextAsync(_opened) : null);

    /// <summary>The jobs, as the client lists them for programs.</summary>
    public async Task<IReadOnlyList<JsonElement>> JobsAsync() => [.. JsonSerializer.Deserialize<JsonElement>((await RunAsync(null, "jobs", "--json")).MustSucceed().Output).EnumerateArray()];
}
