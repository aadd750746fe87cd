using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.Users;

/// <summary>One change for several users: each is a command of its own, with its own right and its own audit row.</summary>
internal static class BulkEdit
{
    /// <summary>Most users of one change: those of a page.</summary>
    public const int UsersMax = 50;

    /// <summary>The changes, to choose from.</summary>
    public static readonly IReadOnlyList<(string Value, string Text)> Choices =
    [
        ("", "choose what to do with the ticked users"), ("deactivate", "shut them out"), ("reactivate", "let them in again"), ("unlock", "end their locks"), ("pin", "draw new PINs"), ("password", "draw initial passwords"),
        ("private", "destroy their released jobs at once"), ("notPrivate", "keep their released jobs as queues say"), ("twoPhases", "demand PIN or password after the card"),
        ("onePhase", "demand nothing more after the card"), (BulkRecharge.Action, "recharge their credit"),
    ];

    /// <summary>Does it for one user.</summary>
    public static async Task<BulkOutcome> RunAsync(IUserGrain grain, User user, string choice, BulkRecharge? recharge, Actor actor, CancellationToken cancellationToken)
    {
        if (choice == "pin")
        {
            var issued = await grain.IssuePinAsync(actor, cancellationToken);
            return new BulkOutcome(user, string.Join(' ', issued.Result.Messages), issued.Pin);
        }

        if (choice == "password")
        {
            var given = await grain.GivePasswordAsync(new GivePassword(), actor, cancellationToken);
            return new BulkOutcome(user, string.Join(' ', given.Result.Messages), given.Password);
        }

        var result = choice switch
        {
            "deactivate" => await grain.DeactivateAsync(actor, cancellationToken),
            "reactivate" => await grain.ReactivateAsync(actor, cancellationToken),
            "unlock" => await grain.UnlockAsync(actor, cancellationToken),
            "private" => await grain.UpdateAsync(new UpdateUser { PrivateQueue = true }, actor, cancellationToken),
            "notPrivate" => await grain.UpdateAsync(new UpdateUser { PrivateQueue = false }, actor, cancellationToken),
            "twoPhases" => await grain.UpdateAsync(new UpdateUser { DemandedSecondPhase = SecondPhase.PinOrPassword }, actor, cancellationToken),
            "onePhase" => await grain.UpdateAsync(new UpdateUser { DemandedSecondPhase = SecondPhase.Unspecified }, actor, cancellationToken),
            BulkRecharge.Action when recharge is not null => (await grain.BookCreditAsync(recharge.ToCommand(), actor, cancellationToken)).Result,
            _ => CommandResult.Not(CommandCode.Invalid, "Choose what to do with the ticked users."),
        };
        return new BulkOutcome(user, string.Join(' ', result.Messages), null);
    }
}
