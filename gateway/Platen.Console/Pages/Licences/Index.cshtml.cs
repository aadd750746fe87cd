using Platen.Console.Shared;
using Platen.Domain.Devices;
using Platen.Domain.Ports;

namespace Platen.Console.Pages.Licences;

/// <summary>Which devices take a licence (AZ08).</summary>
public sealed class IndexModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Licences";

    /// <inheritdoc/>
    public override string Section => "licences";

    /// <summary>The devices.</summary>
    public ResultPage<DeviceLicence> Devices { get; private set; } = new([], "");

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync() => Devices = await Lists.ListLicencesAsync(Paging, Actor, Aborted);
}
