using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.Groups;

/// <summary>The list of groups, and a form to add one.</summary>
public sealed class IndexModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Groups";

    /// <inheritdoc/>
    public override string Section => "groups";

    /// <summary>The groups.</summary>
    public ResultPage<Group> Groups { get; private set; } = new([], "");

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync() => Groups = await Lists.ListGroupsAsync(Text("search"), Paging, Actor, Aborted);

    /// <summary>Adds a group.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        var id = GroupId.New(Time);
        var result = await Grains.Group(Tenant, id).PutAsync(new PutGroup { Name = Form.Text("name"), Description = Form.Text("description") }, Actor, Aborted);
        if (result.IsDone)
        {
            return Done($"/groups/{id}", "added");
        }

        await OnGetAsync();
        return Again(result);
    }
}
