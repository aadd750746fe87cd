using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Accounting;

namespace Platen.Console.Pages.Users;

/// <summary>The list of users.</summary>
public sealed class IndexModel : ConsolePage
{
    private const int KeyMax = 1_024;
    private const int WaitingMax = 20;

    /// <inheritdoc/>
    public override string Heading => "Users";

    /// <inheritdoc/>
    public override string Section => "users";

    /// <summary>The users.</summary>
    public ResultPage<User> Users { get; private set; } = new([], "");

    /// <summary>Who has registered and waits for an administrator (AU01).</summary>
    public ResultPage<User> Waiting { get; private set; } = new([], "");

    /// <summary>Whether a user's PIN and password are refused now.</summary>
    public bool IsLocked(User user) => user.LockedUntil > Time.GetUtcNow();

    /// <summary>What became of each of several users that were changed at once; empty: none were.</summary>
    public IReadOnlyList<BulkOutcome> Outcomes { get; private set; } = [];

    /// <summary>What can be done with several users.</summary>
    public static IReadOnlyList<(string Value, string Text)> Choices => BulkEdit.Choices;

    /// <summary>Whether the user may change any users.</summary>
    public bool MayChangeMany => May(Right.EditUsers) || May(Right.EditCredentials) || ShowsCredit;

    /// <summary>What of that the user may do.</summary>
    public IEnumerable<(string Value, string Text)> Offered => Choices.Where(choice => choice.Value switch
    {
        "" => true,
        "pin" or "password" => May(Right.EditCredentials),
        BulkRecharge.Action => ShowsCredit,
        _ => May(Right.EditUsers),
    });

    /// <summary>A change of all that match the search: asked about, under way, or over; null: none.</summary>
    public BulkStep? Bulk { get; private set; }

    /// <summary>What is done, in words.</summary>
    public string BulkText => (Choices.FirstOrDefault(choice => choice.Value == Bulk?.Action).Text ?? "") + (Bulk?.Recharge is { } recharge ? $" by {Money.Format(recharge.AmountE4)} each" : "");

    /// <summary>Names the recharges of this form, so that one that is sent twice books once.</summary>
    public string RechargeKey => Form.Value("key") is { Length: > 0 } posted && Form.HasErrors ? posted : Guid.CreateVersion7(Time.GetUtcNow()).ToString("D");

    /// <summary>A user's balance; empty: there is no account, or it is not for who looks.</summary>
    public string Credit(User user) => _credit.FirstOrDefault(account => account.User == user.Id) is { } account ? $"{Money.Format(account.BalanceE4)} {account.Currency}" : "";

    private ImmutableArray<CreditView> _credit = [];

    private async Task<ResultPage<User>> ListAsync(string search)
    {
        var page = await Lists.ListUsersAsync(search, Paging, Actor, Aborted);
        _credit = ShowsCredit ? await Grains.Credit(Tenant).BalancesAsync([.. page.Items.Select(user => user.Id)], Actor, Aborted) : [];
        return page;
    }

    // null: something else is done
    private BulkRecharge? PostedRecharge() => Form.Text("action") == BulkRecharge.Action ? BulkRecharge.Posted(Form) : null;

    // the confirmation first, then step by step
    private async Task<IActionResult> ChangeAllAsync()
    {
        var (action, search) = (Form.Text("action"), Form.Text("search"));
        var recharge = PostedRecharge();
        if (Form.HasErrors)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        else if (action is "pin" or "password" || !Choices.Skip(1).Any(choice => choice.Value == action))
        {
            Form.General.Add(action is "pin" or "password" ? "New PINs and passwords are shown once: tick the users who get one." : "Choose what to do.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        else if (Form.Checked("confirmed"))
        {
            Bulk = await RunStepAsync(new BulkStep(action, search, Form.Number("total"), Form.Number("done"), Form.Number("refused"), Form.Value("after")) { Recharge = recharge });
        }
        else if (await CountAsync(search) is { } total)
        {
            Bulk = new BulkStep(action, search, total) { Recharge = recharge };
        }
        else
        {
            Form.General.Add($"More than {BulkStep.TotalMax} users match; narrow the search.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        Users = await ListAsync(search);
        return Page();
    }

    private async Task<int?> CountAsync(string search)
    {
        const int RowsMax = 500;
        var (count, page) = (0, new ResultPage<User>([], ""));
        do
        {
            page = await Lists.ListUsersAsync(search, new PageRequest(page.Next, RowsMax), Actor, Aborted);
            count += page.Items.Length;
        }
        while (page.Next.Length > 0 && count <= BulkStep.TotalMax);
        return count <= BulkStep.TotalMax ? count : null;
    }

    private async Task<BulkStep> RunStepAsync(BulkStep step)
    {
        var page = await Lists.ListUsersAsync(step.Search, new PageRequest(step.After.Length <= KeyMax ? step.After : "", BulkStep.StepMax), Actor, Aborted);
        var refusals = ImmutableArray.CreateBuilder<BulkOutcome>();
        foreach (var user in page.Items)
        {
            var outcome = await BulkEdit.RunAsync(Grains.User(Tenant, user.Id), user, step.Action, step.Recharge, Actor, Aborted);
            if (outcome.Messages.Length > 0)
            {
                refusals.Add(outcome);
            }
        }

        return step with { IsBegun = true, Done = step.Done + page.Items.Length, Refused = step.Refused + refusals.Count, After = page.Next, Refusals = refusals.ToImmutable() };
    }

    /// <summary>Changes the ticked users; new PINs are shown in this one answer and never again.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        if (Form.Checked("all"))
        {
            return await ChangeAllAsync();
        }

        var ticked = Request.HasFormContentType ? Request.Form["user"].Select(text => UserId.TryParse(text, out var id) ? id : default).Where(id => id != default).Distinct().Take(BulkEdit.UsersMax).ToList() : [];
        var outcomes = new List<BulkOutcome>();
        if (ticked.Count == 0 || !Choices.Skip(1).Any(choice => choice.Value == Form.Text("action")))
        {
            Form.General.Add("Tick one or more users, and choose what to do with them.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            ticked.Clear();
        }

        var recharge = PostedRecharge();
        if (Form.HasErrors)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            ticked.Clear();
        }

        foreach (var id in ticked)
        {
            var grain = Grains.User(Tenant, id);
            if (await grain.GetAsync(Aborted) is { } user && Rights.MayRead(Actor, user))
            {
                outcomes.Add(await BulkEdit.RunAsync(grain, user, Form.Text("action"), recharge, Actor, Aborted));
            }
        }

        Outcomes = outcomes;
        await OnGetAsync();
        return Page();
    }

    /// <summary>What was searched for, also in a form that was posted.</summary>
    public string Searched => Form.Text("search") is { Length: > 0 } posted ? posted : Text("search");

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync()
    {
        Users = await ListAsync(Text("search"));
        Waiting = await Lists.ListWaitingUsersAsync(new PageRequest("", WaitingMax), Actor, Aborted);
    }
}
