using Platen.Engine.Embedded.Activations;

namespace Platen.Engine.Embedded.Requests;

/// <summary>A tick of a grain timer.</summary>
internal sealed class TimerTickRequest(GrainTimer timer) : GrainRequest
{
    public override bool KeepsAlive => timer.KeepsAlive;

    public override bool IsLocal => true;

    public override void Pend()
    {
        // nobody waits for it
    }

    public override void Reject(Exception exception)
    {
        // activation failed: the timer is disposed with the activation
    }

    public override Task Invoke(object target) => timer.RunAsync();

    protected override Task Fault(Exception exception) => Task.FromException(exception);

    protected override void Respond(Task outcome)
    {
        // the timer logs its callback's failure itself
    }
}
