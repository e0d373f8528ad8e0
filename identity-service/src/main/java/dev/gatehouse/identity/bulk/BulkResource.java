package dev.gatehouse.identity.bulk;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.scope.Scope;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.jboss.resteasy.reactive.RestMulti;

/** Import of users from another system. */
@Path(ImportPath.PATH)
@RunOnVirtualThread
@RequiresCaller
public class BulkResource {
    private static final String NDJSON = "application/x-ndjson";
    /** Lines of the answer that wait for the caller to read them; then no more of the body is read. */
    private static final int UNREAD = 100_000;

    private final BulkImport users;
    private final CurrentCaller caller;

    BulkResource(BulkImport users, CurrentCaller caller) {
        this.users = users;
        this.caller = caller;
    }

    /**
     * One user a line, as JSON. The answer comes while the body is read: the lines that failed, how far it is, and at the
     * end the sum.
     */
    @POST
    @Blocking
    @Consumes(NDJSON)
    @Produces(NDJSON)
    public RestMulti<ImportReport> add(InputStream body) {
        caller.with(Scope.ADMIN);
        String actor = caller.get().subject();
        var unread = new Semaphore(UNREAD);
        Multi<ImportReport> reports = Multi.createFrom()
                .<ImportReport>emitter(
                        emitter -> {
                            emitter.onTermination(() -> unread.release(UNREAD));
                            users.run(body, actor, report -> {
                                unread.acquireUninterruptibly();
                                emitter.emit(report);
                            });
                            emitter.complete();
                        },
                        BackPressureStrategy.BUFFER)
                .onItem()
                .invoke(report -> unread.release());
        return RestMulti.fromMultiData(reports)
                .header("Cache-Control", "no-store")
                .build();
    }
}
