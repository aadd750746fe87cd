using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platen.Console.Hosting;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Queries;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Shared;

/// <summary>What every page has: who is asking, and the way to the grains. The gateway's guards have let the request in by the table of rights before a page sees it.</summary>
public abstract class ConsolePage : PageModel
{
    private const int RowsPerPage = 50;
    private const int KeyMax = 1_024;

    /// <summary>The page's heading.</summary>
    public abstract string Heading { get; }

    /// <summary>Which entry of the navigation is the current one.</summary>
    public virtual string Section => "";

    /// <summary>The session; null on the pages for everybody.</summary>
    public SessionView? Session => HttpContext.Features.Get<SessionView>();

    /// <summary>Whether the user holds the right anywhere.</summary>
    public bool May(Right right) => Rights.Has(Actor, right);

    /// <summary>Whether the user holds the right in the whole company.</summary>
    public bool MayEverywhere(Right right) => Rights.HasEverywhere(Actor, right);

    /// <summary>Whether the user holds the right at that site.</summary>
    public bool MayAt(Right right, SiteId site) => Rights.HasAt(Actor, right, site);

    /// <summary>Whether the user holds the right over that user.</summary>
    public bool MayOver(Right right, User user) => Rights.HasOver(Actor, right, user);

    /// <summary>Whether the user may see all that the overview shows.</summary>
    public bool SeesOverview => Rights.HasEverywhere(Actor, Right.ReadReports) && Rights.HasEverywhere(Actor, Right.ReadSites) && Rights.HasEverywhere(Actor, Right.ReadJobs) && Rights.HasEverywhere(Actor, Right.ReadDevices);

    /// <summary>Whether there are credit accounts, and the user may recharge any.</summary>
    public bool ShowsCredit => Session is { CreditOn: true } && May(Right.RechargeCredit);

    /// <summary>Whether the user holds every right.</summary>
    public bool IsAdministrator => Rights.MayAdminister(Actor);

    /// <summary>What the form holds, and what is wrong with it.</summary>
    public FormState Form { get; protected set; } = new();

    /// <summary>What was just done, for the note at the top; empty: nothing.</summary>
    public string Note => Notes.Text(Request.Query["done"].ToString());

    /// <summary>The console's files.</summary>
    internal ConsoleAssets Assets => HttpContext.RequestServices.GetRequiredService<ConsoleAssets>();

    /// <summary>The tenant.</summary>
    protected internal TenantId Tenant => Options.Tenant;

    /// <summary>The actor of the request.</summary>
    protected Actor Actor => Session?.ToActor(Origin) ?? Actor.Anonymous(Origin);

    /// <summary>From which address.</summary>
    protected string Origin => HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>The grains.</summary>
    protected IGrainFactory Grains => HttpContext.RequestServices.GetRequiredService<IGrainFactory>();

    /// <summary>Lists and reports.</summary>
    protected IListsGrain Lists => Grains.Lists(Tenant);

    /// <summary>Groups by their names.</summary>
    protected GroupNames GroupNames => new(Grains, Tenant, Actor, Aborted);

    /// <summary>The options.</summary>
    protected ConsoleOptions Options => HttpContext.RequestServices.GetRequiredService<IOptions<ConsoleOptions>>().Value;

    /// <summary>The clock.</summary>
    protected TimeProvider Time => HttpContext.RequestServices.GetRequiredService<TimeProvider>();

    /// <summary>Cancelled when the browser goes away.</summary>
    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The page of a list that is asked for.</summary>
    protected PageRequest Paging => Text("after") is { Length: <= KeyMax } after ? new PageRequest(after, RowsPerPage) : new PageRequest("", RowsPerPage);

    /// <summary>A value of the query string, trimmed; empty when it is not there.</summary>
    public string Text(string name) => Request.Query[name].ToString().Trim();

    /// <summary>The current address with one value of the query string replaced; empty takes it out.</summary>
    public string With(string name, string value)
    {
        var query = Request.Query.Where(pair => pair.Key != name && pair.Key is not ("done" or "after")).Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value.ToString()));
        var all = value.Length == 0 ? query : query.Append(new(name, value));
        return Request.Path + Microsoft.AspNetCore.Http.QueryString.Create(all);
    }

    /// <summary>After a success: away from the POST, with a note.</summary>
    protected IActionResult Done(string address, string note) => Redirect($"{address}?done={note}");

    /// <summary>What a command that was not done becomes: the page again with the words beside the fields, or "not found".</summary>
    protected IActionResult Again(CommandResult result)
    {
        if (result.Code == CommandCode.NotFound)
        {
            return NotFound();
        }

        Form.Add(result);
        Response.StatusCode = result.Code == CommandCode.Forbidden ? 403 : 400;
        return Page();
    }
}
