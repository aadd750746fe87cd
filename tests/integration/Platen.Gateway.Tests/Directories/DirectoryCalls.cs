using System.Net.Http.Json;
using System.Text.Json;
using Platen.Gateway.Tests.Hosting;
using Platen.TestKit.Directories;

namespace Platen.Gateway.Tests.Directories;

/// <summary>What an administrator does with a directory, over REST.</summary>
internal static class DirectoryCalls
{
    /// <summary>Settings of a directory, as REST takes them.</summary>
    public static object Settings(Slapd slapd, string? password = Slapd.Password, string host = "127.0.0.1") => new
    {
        name = "Corporate", schema = "openLdap", host, port = slapd.SecurePort, security = "ldaps", certificateAuthorities = slapd.Ca.Pem, bindDn = Slapd.Administrator, password,
        peopleBase = "ou=people," + Slapd.Root, groupBase = "ou=groups," + Slapd.Root, syncMinutes = 0, vanishPercentMax = 60,
    };

    /// <summary>Records them.</summary>
    public static async Task PutAsync(SiloHost silo, string id, Slapd slapd) => await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/directories/{id}", Settings(slapd)));

    /// <summary>Does a run to its end.</summary>
    public static async Task<JsonElement> RunAsync(SiloHost silo, string directory, string kind, Action? look = null, TimeSpan? limit = null)
    {
        var started = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync($"api/v1/directories/{directory}/runs", new { kind }));
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            look?.Invoke();
            var run = await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/directories/{directory}/runs/{started.GetProperty("id").GetString()}"));
            var running = await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/directories/{directory}"));
            if (run.GetProperty("state").GetString() != "running" && running.GetProperty("running").ValueKind == JsonValueKind.Null)
            {
                return run;
            }

            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(limit ?? TimeSpan.FromSeconds(30), $"the run does not end: {run}");
            await Task.Delay(50);
        }
    }
}
