using Platen.Console.Shared;
using Platen.Domain.Directories;
using Platen.Domain.Ports;

namespace Platen.Console.Pages.Directories;

/// <summary>The list of directories.</summary>
public sealed class IndexModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Directories";

    /// <inheritdoc/>
    public override string Section => "directories";

    /// <summary>The directories.</summary>
    public ResultPage<UserDirectory> Directories { get; private set; } = new([], "");

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync() => Directories = await Lists.ListDirectoriesAsync(Paging, Actor, Aborted);
}
