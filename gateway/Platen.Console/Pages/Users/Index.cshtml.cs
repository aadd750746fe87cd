using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.Users;

/// <summary>The list of users.</summary>
public sealed class IndexModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Users";

    /// <inheritdoc/>
    public override string Section => "users";

    /// <summary>The users.</summary>
    public ResultPage<User> Users { get; private set; } = new([], "");

    /// <summary>Whether a user's PIN and password are refused now.</summary>
    public bool IsLocked(User user) => user.LockedUntil > Time.GetUtcNow();

    /// <summary>What became of each of several users that were changed at once; empty: none were.</summary>
    public IReadOnlyList<BulkOutcome> Outcomes { get; private set; } = [];

    /// <summary>What can be done with several users.</summary>
    public static IReadOnlyList<(string Value, string Text)> Choices => BulkEdit.Choices;

    /// <summary>Changes the ticked users; new PINs are shown in this one answer and never again.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        var ticked = Request.HasFormContentType ? Request.Form["user"].Select(text => UserId.TryParse(text, out var id) ? id : default).Where(id => id != default).Distinct().Take(BulkEdit.UsersMax).ToList() : [];
        var outcomes = new List<BulkOutcome>();
        if (ticked.Count == 0 || !Choices.Skip(1).Any(choice => choice.Value == Form.Text("action")))
        {
            Form.General.Add("Tick one or more users, and choose what to do with them.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            ticked.Clear();
        }

        foreach (var id in ticked)
        {
            var grain = Grains.User(Tenant, id);
            if (await grain.GetAsync(Aborted) is { } user)
            {
                outcomes.Add(await BulkEdit.RunAsync(grain, user, Form.Text("action"), Actor, Aborted));
            }
        }

        Outcomes = outcomes;
        await OnGetAsync();
        return Page();
    }

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync() => Users = await Query.ListUsersAsync(Text("search"), Paging, Aborted);
}
