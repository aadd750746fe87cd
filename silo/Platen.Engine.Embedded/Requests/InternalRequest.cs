namespace Platen.Engine.Embedded.Requests;

/// <summary>Work of an activation itself (activation, deactivation), which excludes all requests.</summary>
internal sealed class InternalRequest(Func<Task> work) : GrainRequest
{
    public override bool IsLocal => true;

    public override void Pend()
    {
        // nobody waits for it
    }

    public override void Reject(Exception exception)
    {
        // the activation starts it itself and never refuses it
    }

    public override Task Invoke(object target) => work();

    protected override Task Fault(Exception exception) => Task.FromException(exception);

    protected override void Respond(Task outcome)
    {
        // the activation sees the outcome in OnEnded
    }
}
