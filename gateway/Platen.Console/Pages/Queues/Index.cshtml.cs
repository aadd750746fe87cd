using Platen.Console.Shared;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Roles;

namespace Platen.Console.Pages.Queues;

/// <summary>The list of queues.</summary>
public sealed class IndexModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Queues";

    /// <inheritdoc/>
    public override string Section => "queues";

    /// <summary>The queues.</summary>
    public ResultPage<Queue> Queues { get; private set; } = new([], "");

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync() => Queues = await Lists.ListQueuesAsync(Text("search"), Right.ReadQueues, Paging, Actor, Aborted);
}
