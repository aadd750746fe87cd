using System.Net.Http.Json;

namespace Platen.Gateway.Tests.Hosting;

/// <summary>Switches credit accounts on and off: the silo is shared, and other tests know nothing of them.</summary>
internal static class CreditSettings
{
    public static async Task SetAsync(SiloHost silo, object credit) => await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync("api/v1/tenant", new { credit }));
}
